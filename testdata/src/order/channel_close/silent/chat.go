// The goroutine closes the channel after its send.
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
		close(done)
	}()
	<-done
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
