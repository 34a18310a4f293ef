// The variable holds the stream's Send in the end.
package reported

import (
	"context"
	"errors"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	send := func(m *chatpb.Msg) error {
		return errors.New("not connected")
	}
	if ctx.Err() == nil {
		send = stream.Send
	}
	go send(&chatpb.Msg{Text: "hello"}) // want "sendsend"
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
