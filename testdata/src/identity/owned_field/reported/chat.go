// All sessions are given one stream, and each has a receiver.
package reported

import (
	"context"
	"sync"

	"streamvet.test/chatpb"
)

type session struct {
	mu     sync.Mutex
	stream chatpb.Chat_ConnectClient
}

type pool struct {
	shared chatpb.Chat_ConnectClient
	mu     sync.Mutex
	m      map[string]*session
}

func (p *pool) get(key string) *session {
	p.mu.Lock()
	defer p.mu.Unlock()
	if s, ok := p.m[key]; ok {
		return s
	}
	s := &session{}
	p.m[key] = s
	go s.receive()
	return s
}

func (s *session) publish(shared chatpb.Chat_ConnectClient, m *chatpb.Msg) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.stream = shared
	return s.stream.Send(m)
}

func (s *session) receive() {
	for {
		s.mu.Lock()
		stream := s.stream
		s.mu.Unlock()
		if stream == nil {
			continue
		}
		if _, err := stream.Recv(); err != nil { // want "recvrecv"
			return
		}
	}
}

func (p *pool) publish(key string, m *chatpb.Msg) error {
	return p.get(key).publish(p.shared, m)
}

func use(ctx context.Context, c chatpb.ChatClient, keys []string) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	p := &pool{shared: stream, m: map[string]*session{}}
	for _, k := range keys {
		p.publish(k, &chatpb.Msg{})
	}
	return nil
}
