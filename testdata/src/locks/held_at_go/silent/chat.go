// The goroutine takes the lock itself.
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
	var mu sync.Mutex
	mu.Lock()
	go func() {
		mu.Lock()
		defer mu.Unlock()
		stream.Send(&chatpb.Msg{Text: "hi"})
	}()
	defer mu.Unlock()
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
