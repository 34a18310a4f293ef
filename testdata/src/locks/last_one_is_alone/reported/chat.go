// Both may find that the count is zero once both have counted down.
package reported

import (
	"context"
	"sync/atomic"

	"streamvet.test/chatpb"
)

func run(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	left := new(atomic.Int32)
	left.Store(2)
	finish := func() {
		if left.Add(-1); left.Load() == 0 {
			stream.Send(&chatpb.Msg{Text: "bye"}) // want "sendsend"
		}
	}
	go finish()
	go finish()
	return nil
}
