// The send comes whether TryLock has got the mutex or not.
package reported

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
		}
		stream.Send(&oldchatpb.Msg{Text: "hi"}) // want "sendsend"
	}()
	mu.Lock()
	defer mu.Unlock()
	return stream.Send(&oldchatpb.Msg{Text: "hi"})
}
