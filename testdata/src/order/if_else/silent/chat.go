// A goroutine sends on one branch, and the caller on the other.
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
	} else {
		err = stream.Send(&chatpb.Msg{Text: "hi"})
	}
	return err
}
