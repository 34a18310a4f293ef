// A lock that is held at the go statement is not held by the goroutine.
package reported

import (
	"context"
	"sync"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	var mu sync.Mutex
	mu.Lock()
	go func() {
		stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
	}()
	defer mu.Unlock()
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
