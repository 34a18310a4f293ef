// The wait is deferred on one path only.
package reported

import (
	"context"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient, tidy bool) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	defer stream.CloseSend()
	done := make(chan struct{})
	if tidy {
		defer func() { <-done }()
	}
	go func() {
		defer close(done)
		stream.Send(&chatpb.Msg{Text: "hi"}) // want "closesend"
	}()
	_, err = stream.Recv()
	return err
}
