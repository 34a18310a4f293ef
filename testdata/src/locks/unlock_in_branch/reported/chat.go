// One way gives the mutex back before the send.
package reported

import (
	"context"
	"sync"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient, quick bool) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	var mu sync.Mutex
	go func() {
		mu.Lock()
		if quick {
			mu.Unlock()
			stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
			return
		}
		stream.Send(&chatpb.Msg{Text: "hi"})
		mu.Unlock()
	}()
	mu.Lock()
	defer mu.Unlock()
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
