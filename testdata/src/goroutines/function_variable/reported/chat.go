// A variable holds the closure that becomes the goroutine.
package reported

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
		stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
	}
	go greet()
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
