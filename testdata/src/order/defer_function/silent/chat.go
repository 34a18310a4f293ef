// The deferred function waits first, and closes after it.
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
	defer func() {
		<-done
		stream.CloseSend()
	}()
	go func() {
		defer close(done)
		stream.Send(&chatpb.Msg{Text: "hi"})
	}()
	_, err = stream.Recv()
	return err
}
