// Each session opens a stream for itself, and has a receiver.
package silent

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
	client chatpb.ChatClient
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

func (s *session) publish(ctx context.Context, c chatpb.ChatClient, m *chatpb.Msg) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.stream == nil {
		stream, err := c.Connect(ctx)
		if err != nil {
			return err
		}
		s.stream = stream
	}
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
		if _, err := stream.Recv(); err != nil {
			return
		}
	}
}

func (p *pool) publish(ctx context.Context, key string, m *chatpb.Msg) error {
	return p.get(key).publish(ctx, p.client, m)
}

func use(ctx context.Context, c chatpb.ChatClient, keys []string) {
	p := &pool{client: c, m: map[string]*session{}}
	for _, k := range keys {
		p.publish(ctx, k, &chatpb.Msg{})
	}
}
