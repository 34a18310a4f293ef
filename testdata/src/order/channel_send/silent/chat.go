// The goroutine's result comes after its last send.
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
	result := make(chan error, 1)
	go func() {
		result <- stream.Send(&chatpb.Msg{Text: "hi"})
	}()
	if err := <-result; err != nil {
		return err
	}
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
