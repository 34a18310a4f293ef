// The send comes whether TryLock has got the mutex or not.
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
	var mu sync.Mutex
	go func() {
		if mu.TryLock() {
			defer mu.Unlock()
		}
		stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
	}()
	mu.Lock()
	defer mu.Unlock()
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
