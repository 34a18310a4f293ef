// The goroutine starts another one that receives.
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
	go func() {
		go func() {
			stream.Recv()
		}()
		stream.Send(&chatpb.Msg{Text: "hi"})
	}()
	return nil
}
