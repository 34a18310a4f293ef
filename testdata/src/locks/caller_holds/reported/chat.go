// One of the callers of the helper doesn't hold the lock.
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

// send is called with mu held.
func (s *session) send(m *chatpb.Msg) error {
	return s.stream.Send(m) // want "sendsend"
}

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	s := &session{stream: stream}
	go func() {
		s.send(&chatpb.Msg{Text: "hi"})
	}()
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.send(&chatpb.Msg{Text: "hi"})
}
