// RecvMsg and Recv are the same side of the stream.
package reported

import (
	"context"

	"streamvet.test/oldchatpb"
)

func chat(ctx context.Context, c oldchatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	go func() {
		stream.RecvMsg(new(oldchatpb.Msg)) // want "recvrecv"
	}()
	_, err = stream.Recv()
	return err
}
