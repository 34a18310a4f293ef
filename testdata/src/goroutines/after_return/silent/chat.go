// The caller has left if it started the goroutine.
package silent

import (
	"context"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient, background bool) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	if background {
		go func() {
			stream.Send(&chatpb.Msg{Text: "hi"})
		}()
		return nil
	}
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
