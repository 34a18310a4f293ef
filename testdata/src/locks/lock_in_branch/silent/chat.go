// The mutex is taken on both ways to the send.
package silent

import (
	"context"
	"sync"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient, careful bool) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	var mu sync.Mutex
	go func() {
		mu.Lock()
		defer mu.Unlock()
		stream.Send(&chatpb.Msg{Text: "hi"})
	}()
	if careful {
		mu.Lock()
		defer mu.Unlock()
	} else {
		mu.Lock()
		defer mu.Unlock()
	}
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
