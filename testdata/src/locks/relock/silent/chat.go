// The mutex is given back for a while, and taken again before the send.
package silent

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
	go func() {
		mu.Lock()
		defer mu.Unlock()
		log.Print("first part")
		mu.Unlock()
		log.Print("pause")
		mu.Lock()
		stream.Send(&chatpb.Msg{Text: "hi"})
	}()
	mu.Lock()
	defer mu.Unlock()
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
