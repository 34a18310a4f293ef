// The deferred function joins the goroutine, after a panic too, and then sends.
package silent

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
			<-done
			stream.Send(&chatpb.Msg{Text: "sorry"})
		}
	}()
	go func() {
		defer close(done)
		stream.Send(&chatpb.Msg{Text: "hi"})
	}()
	step()
	<-done
	return nil
}
