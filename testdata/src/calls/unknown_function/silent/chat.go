// What callers pass is given a function that sends, with the lock held.
package silent

import (
	"context"
	"sync"

	"streamvet.test/chatpb"
)

// A Source says what it has found.
type Source interface {
	Each(found func(text string) error) error
}

func Collect(ctx context.Context, c chatpb.ChatClient, sources []Source) error {
	stream, err := c.Upload(ctx)
	if err != nil {
		return err
	}
	var mu sync.Mutex
	var wg sync.WaitGroup
	for _, source := range sources {
		wg.Go(func() {
			source.Each(func(text string) error {
				mu.Lock()
				defer mu.Unlock()
				return stream.Send(&chatpb.Msg{Text: text})
			})
		})
	}
	wg.Wait()
	_, err = stream.CloseAndRecv()
	return err
}
