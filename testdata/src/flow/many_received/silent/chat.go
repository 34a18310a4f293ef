// Much is received before two senders run, one after the other.
package silent

import (
	"context"

	"streamvet.test/chatpb"
)

func talk(ctx context.Context, client chatpb.ChatClient) error {
	stream, err := client.Connect(ctx)
	if err != nil {
		return err
	}
	for range 6 {
		if _, err := stream.Recv(); err != nil {
			return err
		}
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		stream.Send(&chatpb.Msg{Text: "hello"})
	}()
	<-done
	stream.Send(&chatpb.Msg{Text: "bye"})
	return nil
}
