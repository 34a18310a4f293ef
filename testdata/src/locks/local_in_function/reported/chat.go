// Each call makes a mutex of its own, which excludes nobody.
package reported

import (
	"context"
	"sync"

	"streamvet.test/chatpb"
)

func greet(stream chatpb.Chat_ConnectClient) {
	var mu sync.Mutex
	mu.Lock()
	defer mu.Unlock()
	stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
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
