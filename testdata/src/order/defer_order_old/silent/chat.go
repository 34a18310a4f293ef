// Deferred calls run last in, first out: the wait comes before CloseSend.
package silent

import (
	"context"
	"sync"

	"streamvet.test/oldchatpb"
)

func chat(ctx context.Context, c oldchatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	var wg sync.WaitGroup
	defer stream.CloseSend()
	defer wg.Wait()
	wg.Add(1)
	go func() {
		defer wg.Done()
		stream.Send(&oldchatpb.Msg{Text: "hi"})
	}()
	_, err = stream.Recv()
	return err
}
