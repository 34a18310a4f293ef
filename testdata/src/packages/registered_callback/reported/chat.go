// The other package keeps the callback, and its constructor's goroutine calls it.
package reported

import (
	"context"

	"streamvet.test/chatpb"
	"streamvet.test/packages/registered_callback/reported/event"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	d := event.New()
	d.On(func(text string) {
		stream.Send(&chatpb.Msg{Text: text}) // want "sendsend"
	})
	d.Poll()
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
