// To cancel a context waits for nobody.
package reported

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
			stream.Send(&chatpb.Msg{Text: "hi"}) // want "closesend"
		}
	}()
	_, err = stream.Recv()
	cancel()
	return errors.Join(err, stream.CloseSend())
}
