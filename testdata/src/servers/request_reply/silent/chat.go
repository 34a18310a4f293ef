// A unary handler gets the answer from the handler that receives it.
package silent

import (
	"context"
	"sync"

	"streamvet.test/chatpb"
)

type server struct {
	chatpb.UnimplementedChatServer
	mu      sync.Mutex
	agent   chatpb.Chat_ConnectServer
	answers chan *chatpb.Msg
}

func (s *server) Connect(stream chatpb.Chat_ConnectServer) error {
	s.mu.Lock()
	s.agent = stream
	s.mu.Unlock()
	for {
		m, err := stream.Recv()
		if err != nil {
			return err
		}
		s.answers <- m
	}
}

func (s *server) Publish(ctx context.Context, m *chatpb.Msg) (*chatpb.Ack, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.agent.Send(m); err != nil {
		return nil, err
	}
	<-s.answers
	return &chatpb.Ack{Count: 1}, nil
}
