// The context is cancelled by the sender, at its end, and by nobody else.
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
	sent, cancel := context.WithCancel(context.Background())
	go func() {
		defer cancel()
		stream.Send(&chatpb.Msg{Text: "hi"})
	}()
	<-sent.Done()
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
