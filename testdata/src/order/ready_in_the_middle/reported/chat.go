// The goroutine says that it is ready, and sends after that.
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
	ready := make(chan struct{})
	go func() {
		stream.Send(&chatpb.Msg{Text: "hello"})
		close(ready)
		stream.Send(&chatpb.Msg{Text: "more"}) // want "sendsend"
	}()
	<-ready
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
