// One closure for both senders, with its mutex.
package silent

import (
	"context"
	"sync"

	"streamvet.test/chatpb"
)

func sender(stream chatpb.Chat_ConnectClient) func(text string) error {
	var mu sync.Mutex
	return func(text string) error {
		mu.Lock()
		defer mu.Unlock()
		return stream.Send(&chatpb.Msg{Text: text})
	}
}

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	a := sender(stream)
	b := a
	go a("hello")
	return b("hi")
}
