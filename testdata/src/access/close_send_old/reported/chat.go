// CloseSend while the goroutine may still be sending.
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
		stream.Send(&oldchatpb.Msg{Text: "hi"}) // want "closesend"
	}()
	return stream.CloseSend()
}
