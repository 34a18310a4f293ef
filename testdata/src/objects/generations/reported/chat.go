// The session's goroutine answers from another goroutine, and nobody locks around Send.
package reported

import (
	"context"
	"sync"
	"time"

	"streamvet.test/chatpb"
)

// manager opens a stream each time.
type manager interface {
	Open(ctx context.Context, target string) (chatpb.Chat_ConnectClient, error)
}

type realManager struct {
	mu      sync.Mutex
	clients map[string]chatpb.ChatClient
}

func (r *realManager) Open(ctx context.Context, target string) (chatpb.Chat_ConnectClient, error) {
	r.mu.Lock()
	c := r.clients[target]
	r.mu.Unlock()
	return c.Connect(ctx)
}

type client struct {
	manager  manager
	mu       sync.Mutex
	sessions map[string]*session
}

func New(clients map[string]chatpb.ChatClient) *client {
	return &client{manager: &realManager{clients: clients}, sessions: map[string]*session{}}
}

func (c *client) session(target string) *session {
	c.mu.Lock()
	defer c.mu.Unlock()
	if s, ok := c.sessions[target]; ok {
		return s
	}
	s := newSession(target, c)
	c.sessions[target] = s
	return s
}

// answer publishes in the background, as it may take long.
func (c *client) answer(m *chatpb.Msg) {
	go func() {
		c.Publish(m.Room, m)
	}()
}

func (c *client) Publish(target string, m *chatpb.Msg) error {
	return c.session(target).publish(m)
}

type session struct {
	target string
	client *client
	mu     sync.Mutex
	stream chatpb.Chat_ConnectClient
}

func newSession(target string, c *client) *session {
	s := &session{target: target, client: c}
	s.start()
	return s
}

func (s *session) start() {
	go func() {
		for range 10 {
			s.mu.Lock()
			stream := s.stream
			s.mu.Unlock()
			if stream == nil {
				time.Sleep(time.Second) // nobody has published yet
				continue
			}
			m, err := stream.Recv()
			if err != nil {
				s.release()
				continue
			}
			if m.Room == "" {
				s.client.Publish(m.From, m)
			}
			s.client.answer(m)
		}
	}()
}

func (s *session) release() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.stream != nil {
		s.stream.CloseSend() // want "closesend"
		s.stream = nil
	}
}

func (s *session) publish(m *chatpb.Msg) error {
	again := func() (bool, error) {
		if s.stream != nil {
			return true, s.stream.Send(m) // want "sendsend"
		}
		return false, nil
	}
	if ok, err := again(); ok {
		return err
	}
	if err := s.open(); err != nil {
		return err
	}
	_, err := again()
	return err
}

func (s *session) open() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.stream != nil {
		return nil
	}
	stream, err := s.client.manager.Open(context.Background(), s.target)
	if err == nil {
		s.stream = stream
	}
	return err
}
