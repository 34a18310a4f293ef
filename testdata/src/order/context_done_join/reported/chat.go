// The context ends for many reasons: the sender may still be running.
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
	sent, cancel := context.WithTimeout(context.Background(), time.Second)
	go func() {
		defer cancel()
		stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
	}()
	<-sent.Done()
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
