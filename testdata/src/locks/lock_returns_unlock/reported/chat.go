// The function that gives the lock back is called before the send.
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

func (s *session) lock() (unlock func()) {
	s.mu.Lock()
	return s.mu.Unlock
}

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	s := &session{stream: stream}
	go func() {
		s.lock()()
		s.stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
	}()
	defer s.lock()()
	return s.stream.Send(&chatpb.Msg{Text: "hi"})
}
