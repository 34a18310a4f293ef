// The goroutine is the stream's own Recv.
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
	go stream.Recv()
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
