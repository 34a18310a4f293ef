// The receiving loop ends, waits for the sender, and closes the send side.
package silent

import (
	"context"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient, texts <-chan string) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		for text := range texts {
			if err := stream.Send(&chatpb.Msg{Text: text}); err != nil {
				return
			}
		}
	}()
	for {
		if _, err := stream.Recv(); err != nil {
			break
		}
	}
	<-done
	return stream.CloseSend()
}
