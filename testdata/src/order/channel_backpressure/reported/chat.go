// A send on a channel with room doesn't wait for the receiver.
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
	done := make(chan struct{}, 1)
	go func() {
		stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
		<-done
	}()
	done <- struct{}{}
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
