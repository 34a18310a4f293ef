// SendMsg and Recv are different sides of the stream.
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
		stream.SendMsg(&chatpb.Msg{Text: "hi"})
	}()
	_, err = stream.Recv()
	return err
}
