// The caller waits for the receiver, and not for the sender.
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
	first, second := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(first)
		stream.Recv()
	}()
	go func() {
		defer close(second)
		stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
	}()
	<-first
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
