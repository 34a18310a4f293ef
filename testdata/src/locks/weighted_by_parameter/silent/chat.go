// Who takes all that there is room for is alone, however much that is.
package silent

import (
	"context"

	"golang.org/x/sync/semaphore"

	"streamvet.test/chatpb"
)

func run(ctx context.Context, c chatpb.ChatClient, room int64) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	sem := semaphore.NewWeighted(room)
	go func() {
		if sem.Acquire(ctx, room) == nil {
			defer sem.Release(room)
			stream.Send(&chatpb.Msg{Text: "hello"})
		}
	}()
	if err := sem.Acquire(ctx, 1); err != nil {
		return err
	}
	defer sem.Release(1)
	return stream.Send(&chatpb.Msg{Text: "bye"})
}
