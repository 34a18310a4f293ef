// One side takes the lock by the type's helpers, the other side not at all.
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

func (s *session) lock()   { s.mu.Lock() }
func (s *session) unlock() { s.mu.Unlock() }

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	s := &session{stream: stream}
	go func() {
		s.stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
	}()
	s.lock()
	defer s.unlock()
	return s.stream.Send(&chatpb.Msg{Text: "hi"})
}
