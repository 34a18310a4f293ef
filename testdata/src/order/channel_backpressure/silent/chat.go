// A send on a channel without room waits until the goroutine receives.
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
	done := make(chan struct{})
	go func() {
		stream.Send(&chatpb.Msg{Text: "hi"})
		<-done
	}()
	done <- struct{}{}
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
