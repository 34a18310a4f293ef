// Two functions given to one WaitGroup's Go, a receiver and a sender.
package silent

import (
	"context"
	"sync"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	var wg sync.WaitGroup
	wg.Go(func() {
		stream.Recv()
	})
	wg.Go(func() {
		stream.Send(&chatpb.Msg{Text: "hi"})
	})
	wg.Wait()
	return nil
}
