// A compare and swap lets one of the two send.
package silent

import (
	"context"
	"sync/atomic"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	var sent atomic.Bool
	go func() {
		if sent.CompareAndSwap(false, true) {
			stream.Send(&chatpb.Msg{Text: "hi"})
		}
	}()
	if sent.CompareAndSwap(false, true) {
		return stream.Send(&chatpb.Msg{Text: "hi"})
	}
	return nil
}
