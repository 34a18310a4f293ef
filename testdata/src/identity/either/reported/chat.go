// The caller's stream may be the goroutine's: it is one of two.
package reported

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
	go func() {
		a.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
	}()
	stream := a
	if loud {
		stream = b
	}
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
