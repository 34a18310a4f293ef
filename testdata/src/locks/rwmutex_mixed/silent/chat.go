// A read lock on one side, and the write lock on the other.
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
	var mu sync.RWMutex
	go func() {
		mu.RLock()
		defer mu.RUnlock()
		stream.Send(&chatpb.Msg{Text: "hi"})
	}()
	mu.Lock()
	defer mu.Unlock()
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
