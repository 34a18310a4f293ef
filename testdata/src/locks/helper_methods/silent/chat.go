// Both sides take the lock by the type's helpers.
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

func (s *session) lock()   { s.mu.Lock() }
func (s *session) unlock() { s.mu.Unlock() }

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	s := &session{stream: stream}
	go func() {
		s.lock()
		defer s.unlock()
		s.stream.Send(&chatpb.Msg{Text: "hi"})
	}()
	s.lock()
	defer s.unlock()
	return s.stream.Send(&chatpb.Msg{Text: "hi"})
}
