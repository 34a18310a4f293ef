// One mutex for all turns.
package silent

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
	var mu sync.Mutex
	for _, name := range names {
		go func() {
			mu.Lock()
			defer mu.Unlock()
			stream.Send(&chatpb.Msg{Text: name})
		}()
	}
	return nil
}
