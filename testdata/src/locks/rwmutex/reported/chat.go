// Two read locks exclude nothing.
package reported

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
		stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
	}()
	mu.RLock()
	defer mu.RUnlock()
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
