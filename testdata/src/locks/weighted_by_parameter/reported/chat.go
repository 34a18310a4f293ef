// Two units may leave room for a third one.
package reported

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
		if sem.Acquire(ctx, 2) == nil {
			defer sem.Release(2)
			stream.Send(&chatpb.Msg{Text: "hello"}) // want "sendsend"
		}
	}()
	if err := sem.Acquire(ctx, 1); err != nil {
		return err
	}
	defer sem.Release(1)
	return stream.Send(&chatpb.Msg{Text: "bye"})
}
