// The embedded mutex is taken by one side only.
package reported

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
		s.stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
	}()
	s.Lock()
	defer s.Unlock()
	return s.stream.Send(&chatpb.Msg{Text: "hi"})
}
