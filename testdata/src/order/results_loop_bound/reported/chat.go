// The results are collected after the caller's send.
package reported

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
			err := stream.Send(m) // want "sendsend"
			mu.Unlock()
			results <- err
		}()
	}
	err = stream.Send(&chatpb.Msg{Text: "hi"})
	for range messages {
		<-results
	}
	return err
}
