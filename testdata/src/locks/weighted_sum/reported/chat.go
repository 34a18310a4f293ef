// Two and two fit into a semaphore with room for four.
package reported

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
		if !sem.TryAcquire(2) {
			return
		}
		defer sem.Release(2)
		stream.Send(&chatpb.Msg{Text: "hello"}) // want "sendsend"
	}()
	if err := sem.Acquire(ctx, 2); err != nil {
		return err
	}
	defer sem.Release(2)
	return stream.Send(&chatpb.Msg{Text: "bye"})
}
