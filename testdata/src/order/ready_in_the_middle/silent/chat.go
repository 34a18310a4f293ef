// The goroutine says that it is ready, and receives after that.
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
	ready := make(chan struct{})
	go func() {
		stream.Send(&chatpb.Msg{Text: "hello"})
		close(ready)
		stream.Recv()
	}()
	<-ready
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
