// The helper that panics is called on one of two ways to the second sender.
package reported

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
		stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
	}()
	if strict {
		fail("strict")
	}
	return stream.Send(&chatpb.Msg{Text: "hi"})
}

func fail(reason string) {
	panic("can't go on: " + reason)
}
