// A receive from a channel that has an element already waits for nobody.
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
	done := make(chan struct{}, 2)
	done <- struct{}{}
	go func() {
		stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
		done <- struct{}{}
	}()
	<-done
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
