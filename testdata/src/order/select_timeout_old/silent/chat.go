// The caller sends on the case that joins the goroutine only.
package silent

import (
	"context"
	"errors"
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
		stream.Send(&oldchatpb.Msg{Text: "hi"})
	}()
	select {
	case <-done:
	case <-time.After(time.Second):
		return errors.New("timeout")
	}
	return stream.Send(&oldchatpb.Msg{Text: "hi"})
}
