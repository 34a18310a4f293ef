// The caller sends while the wait group's goroutine may still be running.
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
	wg.Add(1)
	go func() {
		defer wg.Done()
		stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
	}()
	err = stream.Send(&chatpb.Msg{Text: "hi"})
	wg.Wait()
	return err
}
