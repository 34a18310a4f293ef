// The goto leads back to a place behind the go statement.
package silent

import (
	"context"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient, again func() bool) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	go func() {
		stream.Send(&chatpb.Msg{Text: "hi"})
	}()
next:
	if again() {
		goto next
	}
	return nil
}
