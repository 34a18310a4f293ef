// The embedded mutex is taken by both sides.
package silent

import (
	"context"
	"sync"

	"streamvet.test/chatpb"
)

type session struct {
	sync.Mutex
	stream chatpb.Chat_ConnectClient
}

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	s := &session{stream: stream}
	go func() {
		s.Lock()
		defer s.Unlock()
		s.stream.Send(&chatpb.Msg{Text: "hi"})
	}()
	s.Lock()
	defer s.Unlock()
	return s.stream.Send(&chatpb.Msg{Text: "hi"})
}
