// Two read locks exclude nothing.
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
	var mu sync.RWMutex
	go func() {
		mu.RLock()
		defer mu.RUnlock()
		stream.Send(&oldchatpb.Msg{Text: "hi"}) // want "sendsend"
	}()
	mu.RLock()
	defer mu.RUnlock()
	return stream.Send(&oldchatpb.Msg{Text: "hi"})
}
