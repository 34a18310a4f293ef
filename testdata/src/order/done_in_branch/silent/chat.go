// On every way through the goroutine the send comes before the end.
package silent

import (
	"context"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient, quick bool) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	done := make(chan struct{})
	go func() {
		if quick {
			stream.Send(&chatpb.Msg{Text: "hi"})
			close(done)
			return
		}
		stream.Recv()
		close(done)
	}()
	<-done
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
