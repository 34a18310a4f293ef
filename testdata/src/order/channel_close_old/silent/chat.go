// The goroutine closes the channel after its send.
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
		stream.Send(&oldchatpb.Msg{Text: "hi"})
		close(done)
	}()
	<-done
	return stream.Send(&oldchatpb.Msg{Text: "hi"})
}
