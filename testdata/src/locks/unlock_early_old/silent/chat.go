// The goroutine gives the mutex back after it has sent.
package silent

import (
	"context"
	"sync"

	"streamvet.test/oldchatpb"
)

func chat(ctx context.Context, c oldchatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	var mu sync.Mutex
	go func() {
		mu.Lock()
		stream.Send(&oldchatpb.Msg{Text: "hi"})
		mu.Unlock()
	}()
	mu.Lock()
	defer mu.Unlock()
	return stream.Send(&oldchatpb.Msg{Text: "hi"})
}
