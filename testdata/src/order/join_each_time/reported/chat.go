// The join comes after the loop: the goroutines of all turns run together.
package reported

import (
	"context"
	"sync"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient, names []string) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	var wg sync.WaitGroup
	for _, name := range names {
		wg.Add(1)
		go func() {
			defer wg.Done()
			stream.Send(&chatpb.Msg{Text: name}) // want "sendsend"
		}()
	}
	wg.Wait()
	return nil
}
