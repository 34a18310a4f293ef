// The send comes if the goroutine was not started.
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
	started := false
	if background {
		started = true
		go func() {
			stream.Send(&chatpb.Msg{Text: "hi"})
		}()
	}
	if started {
		return nil
	}
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
