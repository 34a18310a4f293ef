// The helper goroutine waits for the workers and closes the channel, which ends the range.
package silent

import (
	"context"
	"log"
	"sync"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	var wg sync.WaitGroup
	results := make(chan error, 1)
	wg.Add(1)
	go func() {
		defer wg.Done()
		results <- stream.Send(&chatpb.Msg{Text: "hi"})
	}()
	go func() {
		wg.Wait()
		close(results)
	}()
	for err := range results {
		log.Print(err)
	}
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
