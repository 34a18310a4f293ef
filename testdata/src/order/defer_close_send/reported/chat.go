// The deferred CloseSend runs while the sender may still be running.
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
	defer stream.CloseSend()
	done := make(chan struct{})
	go func() {
		defer close(done)
		stream.Send(&chatpb.Msg{Text: "hi"}) // want "closesend"
	}()
	_, err = stream.Recv()
	return err
}
