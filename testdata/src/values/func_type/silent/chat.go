// A function type with a method makes a sender of the stream's RecvMsg.
package silent

import (
	"context"

	"streamvet.test/chatpb"
)

type step func(any) error

func (f step) run(m *chatpb.Msg) {
	f(m)
}

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	go step(stream.RecvMsg).run(new(chatpb.Msg))
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
