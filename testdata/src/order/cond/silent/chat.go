// The caller waits on the condition until the goroutine has sent.
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
	cond := sync.NewCond(&mu)
	sent := false
	go func() {
		mu.Lock()
		defer mu.Unlock()
		stream.Send(&chatpb.Msg{Text: "hi"})
		sent = true
		cond.Signal()
	}()
	mu.Lock()
	for !sent {
		cond.Wait()
	}
	defer mu.Unlock()
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
