// The helper runs the function with the lock held.
package silent

import (
	"context"
	"sync"

	"streamvet.test/chatpb"
)

type session struct {
	mu     sync.Mutex
	stream chatpb.Chat_ConnectClient
	calls  int
}

func (s *session) withLock(f func() error) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.calls++
	return f()
}

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	s := &session{stream: stream}
	go s.withLock(func() error {
		return s.stream.Send(&chatpb.Msg{Text: "hi"})
	})
	return s.withLock(func() error {
		return s.stream.Send(&chatpb.Msg{Text: "hi"})
	})
}
