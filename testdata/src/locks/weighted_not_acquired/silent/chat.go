// Where the semaphore could not be acquired, nothing is sent.
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
	sem := semaphore.NewWeighted(1)
	send := func(text string) {
		if err := sem.Acquire(ctx, 1); err != nil {
			return
		}
		stream.Send(&chatpb.Msg{Text: text})
		sem.Release(1)
	}
	go send("hello")
	go send("bye")
	return nil
}
