// The select gives up after a while, with the goroutine still running.
package reported

import (
	"context"
	"time"

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
		stream.Send(&oldchatpb.Msg{Text: "hi"}) // want "sendsend"
	}()
	select {
	case <-done:
	case <-time.After(time.Second):
	}
	return stream.Send(&oldchatpb.Msg{Text: "hi"})
}
