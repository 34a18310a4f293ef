// The old receiver was started with its stream, and stays with it.
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

func (s *session) current() chatpb.Chat_ConnectClient {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.stream
}

func (s *session) receive(stream chatpb.Chat_ConnectClient) {
	for {
		if _, err := stream.Recv(); err != nil {
			return
		}
	}
}

func (s *session) connect(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	s.mu.Lock()
	s.stream = stream
	s.mu.Unlock()
	go s.receive(stream)
	return nil
}

func chat(ctx context.Context, c chatpb.ChatClient) error {
	s := new(session)
	for range 2 {
		if err := s.connect(ctx, c); err != nil {
			return err
		}
	}
	return nil
}
