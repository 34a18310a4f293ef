// A loop that runs once starts one sender.
package silent

import (
	"context"

	"streamvet.test/chatpb"
)

const workers = 1

func run(ctx context.Context, c chatpb.ChatClient, queue <-chan *chatpb.Msg) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	for range workers {
		go func() {
			for m := range queue {
				stream.Send(m)
			}
		}()
	}
	return nil
}
