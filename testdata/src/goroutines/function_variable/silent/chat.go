// A variable holds the closure, which is called in place.
package silent

import (
	"context"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	greet := func() {
		stream.Send(&chatpb.Msg{Text: "hi"})
	}
	greet()
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
