// The registry's lock is for looking the agent up: two requests send to one agent.
package reported

import (
	"context"
	"errors"
	"sync"

	"streamvet.test/chatpb"
)

type agent struct {
	mu     sync.Mutex
	stream chatpb.Chat_ConnectServer
}

type server struct {
	chatpb.UnimplementedChatServer
	mu     sync.RWMutex
	agents map[string]*agent
}

func (s *server) find(name string) *agent {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.agents[name]
}

func (s *server) Publish(ctx context.Context, m *chatpb.Msg) (*chatpb.Ack, error) {
	a := s.find(m.Room)
	if a == nil {
		return nil, errors.New("no such agent")
	}
	return &chatpb.Ack{}, a.stream.Send(m) // want "sendsend"
}

func (s *server) Connect(stream chatpb.Chat_ConnectServer) error {
	first, err := stream.Recv()
	if err != nil {
		return err
	}
	s.mu.Lock()
	s.agents[first.From] = &agent{stream: stream}
	s.mu.Unlock()
	<-stream.Context().Done()
	return nil
}
