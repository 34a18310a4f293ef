// One way through the goroutine says that it is done, and sends after it.
package reported

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
			close(done)
			stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
			return
		}
		stream.Recv()
		close(done)
	}()
	<-done
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
