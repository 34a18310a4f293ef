// Lock and unlock in each turn, and one more send between two turns.
package reported

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
			mu.Unlock()
			stream.Send(&chatpb.Msg{Text: "pong"}) // want "sendsend"
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
