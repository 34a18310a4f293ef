// In the goroutine, close runs before the deferred send: last in, first out.
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
	done := make(chan struct{})
	go func() {
		defer stream.Send(&chatpb.Msg{Text: "bye"}) // want "sendsend"
		defer close(done)
		stream.Recv()
	}()
	<-done
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
