// The goroutine runs after an error only, and the second sender where there was none.
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
	_, err = stream.Recv()
	if err != nil {
		go func() {
			stream.Send(&chatpb.Msg{Text: "hi"})
		}()
	}
	if err == nil {
		return stream.Send(&chatpb.Msg{Text: "hi"})
	}
	return err
}
