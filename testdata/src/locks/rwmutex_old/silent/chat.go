// Two write locks exclude each other.
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
	var mu sync.RWMutex
	go func() {
		mu.Lock()
		defer mu.Unlock()
		stream.Send(&oldchatpb.Msg{Text: "hi"})
	}()
	mu.Lock()
	defer mu.Unlock()
	return stream.Send(&oldchatpb.Msg{Text: "hi"})
}
