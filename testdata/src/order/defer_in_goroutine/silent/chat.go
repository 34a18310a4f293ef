// In the goroutine, the deferred send runs before close: last in, first out.
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
		defer close(done)
		defer stream.Send(&chatpb.Msg{Text: "bye"})
		stream.Recv()
	}()
	<-done
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
