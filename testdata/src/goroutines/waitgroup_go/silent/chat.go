// WaitGroup.Go starts goroutines: the caller sends after it has waited.
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
		stream.Send(&chatpb.Msg{Text: "hi"})
	})
	wg.Wait()
	err = stream.Send(&chatpb.Msg{Text: "hi"})
	return err
}
