// SendMsg and Recv are different sides of the stream.
package silent

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
		stream.SendMsg(&oldchatpb.Msg{Text: "hi"})
	}()
	_, err = stream.Recv()
	return err
}
