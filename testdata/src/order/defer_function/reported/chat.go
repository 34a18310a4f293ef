// The deferred function closes first, and waits after it.
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
	done := make(chan struct{})
	defer func() {
		stream.CloseSend()
		<-done
	}()
	go func() {
		defer close(done)
		stream.Send(&chatpb.Msg{Text: "hi"}) // want "closesend"
	}()
	_, err = stream.Recv()
	return err
}
