// The old receiver reads the field again each time, and comes to share the new stream.
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

func (s *session) current() chatpb.Chat_ConnectClient {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.stream
}

func (s *session) receive() {
	for {
		if _, err := s.current().Recv(); err != nil { // want "recvrecv"
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
	go s.receive()
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
