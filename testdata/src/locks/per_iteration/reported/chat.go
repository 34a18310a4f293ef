// Each turn makes a mutex of its own, which excludes nobody.
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
	for _, name := range names {
		var mu sync.Mutex
		go func() {
			mu.Lock()
			defer mu.Unlock()
			stream.Send(&chatpb.Msg{Text: name}) // want "sendsend"
		}()
	}
	return nil
}
