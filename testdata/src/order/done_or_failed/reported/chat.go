// The goroutine tells that it is done, and goes on sending.
package reported

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
			if err := stream.Send(&chatpb.Msg{Text: p}); err != nil { // want "sendsend"
				errs <- err
				return
			}
			if p == "" {
				done <- true
			}
		}
	}()
	select {
	case <-done:
		return stream.Send(&chatpb.Msg{Text: "end"})
	case err := <-errs:
		return err
	}
}
