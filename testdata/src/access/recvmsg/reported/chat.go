// RecvMsg and Recv are the same side of the stream.
package reported

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
		stream.RecvMsg(new(chatpb.Msg)) // want "recvrecv"
	}()
	_, err = stream.Recv()
	return err
}
