// The outer goroutine waits for the inner one, and the caller for the outer one.
package silent

import (
	"context"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	outer := make(chan struct{})
	go func() {
		defer close(outer)
		inner := make(chan struct{})
		go func() {
			defer close(inner)
			stream.Send(&chatpb.Msg{Text: "hi"})
		}()
		<-inner
	}()
	<-outer
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
