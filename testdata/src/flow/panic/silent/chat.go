// The helper that panics is called on every way to the second sender.
package silent

import (
	"context"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient, strict bool) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	go func() {
		stream.Send(&chatpb.Msg{Text: "hi"})
	}()
	if strict {
		fail("strict")
	} else {
		fail("lax")
	}
	return stream.Send(&chatpb.Msg{Text: "hi"})
}

func fail(reason string) {
	panic("can't go on: " + reason)
}
