// A function type with a method makes a sender of the stream's SendMsg.
package reported

import (
	"context"

	"streamvet.test/chatpb"
)

type step func(any) error

func (f step) run(m *chatpb.Msg) {
	f(m) // want "sendsend"
}

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	go step(stream.SendMsg).run(&chatpb.Msg{Text: "hi"})
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
