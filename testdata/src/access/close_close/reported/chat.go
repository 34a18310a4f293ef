// Send beside CloseSend: both use the sending side.
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
		stream.CloseSend() // want "closesend"
	}()
	return stream.Send(&chatpb.Msg{Text: "bye"})
}
