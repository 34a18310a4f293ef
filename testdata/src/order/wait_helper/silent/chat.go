// The helper waits.
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
	done := make(chan struct{})
	go func() {
		defer close(done)
		stream.Send(&chatpb.Msg{Text: "hi"})
	}()
	await(done)
	return stream.Send(&chatpb.Msg{Text: "hi"})
}

func await(done <-chan struct{}) {
	<-done
}
