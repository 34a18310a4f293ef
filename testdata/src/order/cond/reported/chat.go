// The caller looks at the counter once, without waiting.
package reported

import (
	"context"
	"log"
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
		stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
		sent = true
		cond.Signal()
	}()
	mu.Lock()
	if !sent {
		log.Print("sending first")
	}
	mu.Unlock()
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
