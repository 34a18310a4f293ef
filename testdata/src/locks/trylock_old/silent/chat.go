// The send comes if TryLock has got the mutex.
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
		if mu.TryLock() {
			defer mu.Unlock()
			stream.Send(&oldchatpb.Msg{Text: "hi"})
		}
	}()
	mu.Lock()
	defer mu.Unlock()
	return stream.Send(&oldchatpb.Msg{Text: "hi"})
}
