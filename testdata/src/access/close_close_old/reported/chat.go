// Send beside CloseSend: both use the sending side.
package reported

import (
	"context"

	"streamvet.test/oldchatpb"
)

func chat(ctx context.Context, c oldchatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		stream.CloseSend() // want "closesend"
	}()
	return stream.Send(&oldchatpb.Msg{Text: "bye"})
}
