// The results of all goroutines are collected before the caller's send.
package silent

import (
	"context"
	"sync"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient, messages []*chatpb.Msg) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	var mu sync.Mutex
	results := make(chan error)
	for _, m := range messages {
		go func() {
			mu.Lock()
			err := stream.Send(m)
			mu.Unlock()
			results <- err
		}()
	}
	for range messages {
		<-results
	}
	err = stream.Send(&chatpb.Msg{Text: "hi"})
	return err
}
