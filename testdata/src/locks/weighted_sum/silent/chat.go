// Three and two are more than a semaphore with room for four lets in.
package silent

import (
	"context"

	"golang.org/x/sync/semaphore"

	"streamvet.test/chatpb"
)

func run(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	sem := semaphore.NewWeighted(4)
	go func() {
		if !sem.TryAcquire(3) {
			return
		}
		defer sem.Release(3)
		stream.Send(&chatpb.Msg{Text: "hello"})
	}()
	if err := sem.Acquire(ctx, 2); err != nil {
		return err
	}
	defer sem.Release(2)
	return stream.Send(&chatpb.Msg{Text: "bye"})
}
