// The caller counts itself out after its last send, so whoever is last may close.
package silent

import (
	"context"
	"sync/atomic"

	"streamvet.test/chatpb"
)

// last counts the caller out, and reports whether all others are.
func last(left *uint32) bool { return atomic.AddUint32(left, ^uint32(0)) == 0 }

func run(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	left := uint32(2)
	done := make(chan struct{})
	go func() {
		stream.Recv()
		if last(&left) {
			stream.CloseSend()
			close(done)
		}
	}()
	stream.Send(&chatpb.Msg{Text: "bye"})
	if last(&left) {
		stream.CloseSend()
		close(done)
	}
	<-done
	return nil
}
