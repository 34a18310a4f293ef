// The second CloseSend comes after the goroutine with the first.
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
	done := make(chan struct{})
	go func() {
		defer close(done)
		stream.CloseSend()
	}()
	<-done
	return stream.CloseSend()
}
