// The mutex is given back for a while, in which the send happens.
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
	go func() {
		mu.Lock()
		defer mu.Unlock()
		log.Print("first part")
		mu.Unlock()
		stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
		log.Print("pause")
		mu.Lock()
	}()
	mu.Lock()
	defer mu.Unlock()
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
