// Only one of the two counts down to zero.
package silent

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
		if left.Add(-1) == 0 {
			stream.Send(&chatpb.Msg{Text: "bye"})
		}
	}
	go finish()
	go finish()
	return nil
}
