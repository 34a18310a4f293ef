// The caller sends on the case that joins the goroutine only.
package silent

import (
	"context"
	"errors"
	"time"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		stream.Send(&chatpb.Msg{Text: "hi"})
	}()
	select {
	case <-done:
	case <-time.After(time.Second):
		return errors.New("timeout")
	}
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
