// CloseSend after the goroutine has said that it sent everything.
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
		stream.Send(&oldchatpb.Msg{Text: "hi"})
	}()
	<-done
	return stream.CloseSend()
}
