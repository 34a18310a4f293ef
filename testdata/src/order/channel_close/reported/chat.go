// The goroutine closes the channel before its send.
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
		close(done)
		stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
	}()
	<-done
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
