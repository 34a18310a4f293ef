// The caller's stream is one of two that the goroutine has not got.
package silent

import (
	"context"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient, loud bool) error {
	a, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	b, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	d, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	go func() {
		d.Send(&chatpb.Msg{Text: "hi"})
	}()
	stream := a
	if loud {
		stream = b
	}
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
