// The deferred function sends after a panic, too, with the goroutine still running.
package reported

import (
	"context"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient, step func()) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	done := make(chan struct{})
	defer func() {
		if r := recover(); r != nil {
			stream.Send(&chatpb.Msg{Text: "sorry"})
		}
	}()
	go func() {
		defer close(done)
		stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
	}()
	step()
	<-done
	return nil
}
