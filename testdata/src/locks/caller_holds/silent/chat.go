// Each caller of the helper holds the lock.
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

// send is called with mu held.
func (s *session) send(m *chatpb.Msg) error {
	return s.stream.Send(m)
}

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	s := &session{stream: stream}
	go func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.send(&chatpb.Msg{Text: "hi"})
	}()
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.send(&chatpb.Msg{Text: "hi"})
}
