// A goroutine of a goroutine sends beside the caller, who waits only for the outer one.
package reported

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
			stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
		}()
	}()
	<-outer
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
