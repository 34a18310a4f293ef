// The deferred function starts two goroutines, of which one sends.
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
	defer func() {
		go func() {
			stream.Recv()
		}()
		go func() {
			stream.Send(&chatpb.Msg{Text: "hi"})
		}()
	}()
	return nil
}
