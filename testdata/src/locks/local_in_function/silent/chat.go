// All calls share the mutex of the package.
package silent

import (
	"context"
	"sync"

	"streamvet.test/chatpb"
)

var mu sync.Mutex

func greet(stream chatpb.Chat_ConnectClient) {
	mu.Lock()
	defer mu.Unlock()
	stream.Send(&chatpb.Msg{Text: "hi"})
}

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	go greet(stream)
	greet(stream)
	return nil
}
