// Lock and unlock in each turn, around every send.
package silent

import (
	"context"
	"sync"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient, names []string) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	var mu sync.Mutex
	go func() {
		for range 3 {
			mu.Lock()
			stream.Send(&chatpb.Msg{Text: "ping"})
			stream.Send(&chatpb.Msg{Text: "pong"})
			mu.Unlock()
		}
	}()
	for _, name := range names {
		mu.Lock()
		err := stream.Send(&chatpb.Msg{Text: name})
		mu.Unlock()
		if err != nil {
			return err
		}
	}
	return nil
}
