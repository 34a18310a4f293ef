// The goroutine tells that it is done, or that it has failed.
package silent

import (
	"context"

	"streamvet.test/chatpb"
)

func upload(ctx context.Context, c chatpb.ChatClient, parts []string) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	done := make(chan bool)
	errs := make(chan error)
	go func() {
		for _, p := range parts {
			if err := stream.Send(&chatpb.Msg{Text: p}); err != nil {
				errs <- err
				return
			}
		}
		done <- true
	}()
	select {
	case <-done:
		return stream.Send(&chatpb.Msg{Text: "end"})
	case err := <-errs:
		return err
	}
}
