// WaitGroup.Go starts goroutines: the caller sends before it waits.
package reported

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
		stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
	})
	err = stream.Send(&chatpb.Msg{Text: "hi"})
	wg.Wait()
	return err
}
