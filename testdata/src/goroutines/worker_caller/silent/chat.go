// The worker runs the function, and all sends go through it.
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
	work := make(chan func())
	go func() {
		for f := range work {
			f()
		}
	}()
	work <- func() {
		stream.Send(&chatpb.Msg{Text: "hi"})
	}
	work <- func() {
		stream.Send(&chatpb.Msg{Text: "hi"})
	}
	close(work)
	return nil
}
