// Add inside the goroutine: Wait may come first, and waits for nothing.
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
	go func() {
		wg.Add(1)
		defer wg.Done()
		stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
	}()
	wg.Wait()
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
