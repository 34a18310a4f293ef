// After the cancel comes the wait.
package silent

import (
	"context"
	"errors"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		for ctx.Err() == nil {
			stream.Send(&chatpb.Msg{Text: "hi"})
		}
	}()
	_, err = stream.Recv()
	cancel()
	<-done
	return errors.Join(err, stream.CloseSend())
}
