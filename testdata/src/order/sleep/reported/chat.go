// Sleeping orders nothing.
package reported

import (
	"context"
	"time"

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
		stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
	}()
	time.Sleep(time.Second)
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
