// The function that is returned sends with a lock, for the goroutine and for the caller.
package silent

import (
	"context"
	"sync"

	"streamvet.test/oldchatpb"
)

func sender(stream oldchatpb.Chat_ConnectClient) func(text string) error {
	var mu sync.Mutex
	return func(text string) error {
		mu.Lock()
		defer mu.Unlock()
		return stream.Send(&oldchatpb.Msg{Text: text})
	}
}

func chat(ctx context.Context, c oldchatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	send := sender(stream)
	go send("hello")
	return send("hi")
}
