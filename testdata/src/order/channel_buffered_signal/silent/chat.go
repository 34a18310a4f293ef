// A receive from an empty channel waits for the goroutine.
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
	done := make(chan struct{}, 2)
	go func() {
		stream.Send(&chatpb.Msg{Text: "hi"})
		done <- struct{}{}
	}()
	<-done
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
