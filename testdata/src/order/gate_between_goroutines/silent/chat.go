// The second goroutine waits for the first one to end.
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
	first := make(chan struct{})
	go func() {
		defer close(first)
		stream.Send(&chatpb.Msg{Text: "hi"})
	}()
	go func() {
		<-first
		stream.Send(&chatpb.Msg{Text: "hi"})
	}()
	return nil
}
