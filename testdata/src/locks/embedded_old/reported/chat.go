// The embedded mutex is taken by one side only.
package reported

import (
	"context"
	"sync"

	"streamvet.test/oldchatpb"
)

type session struct {
	sync.Mutex
	stream oldchatpb.Chat_ConnectClient
}

func chat(ctx context.Context, c oldchatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	s := &session{stream: stream}
	go func() {
		s.stream.Send(&oldchatpb.Msg{Text: "hi"}) // want "sendsend"
	}()
	s.Lock()
	defer s.Unlock()
	return s.stream.Send(&oldchatpb.Msg{Text: "hi"})
}
