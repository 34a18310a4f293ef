// The goroutine closes the send side while the caller receives.
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
		stream.CloseSend()
	}()
	_, err = stream.Recv()
	return err
}
