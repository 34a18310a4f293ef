// The other package keeps the callback, and the caller's Poll calls it.
package silent

import (
	"context"

	"streamvet.test/chatpb"
	"streamvet.test/packages/registered_callback/silent/event"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	d := event.New()
	d.On(func(text string) {
		stream.Send(&chatpb.Msg{Text: text})
	})
	d.Poll()
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
