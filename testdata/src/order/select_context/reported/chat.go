// The case of the context is no join.
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
	go func() {
		defer close(done)
		stream.Send(&chatpb.Msg{Text: "hi"}) // want "closesend"
	}()
	select {
	case <-ctx.Done():
	case <-done:
	}
	return stream.CloseSend()
}
