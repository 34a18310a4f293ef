// The caller waits for the goroutine's wait group.
package silent

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
	var senders, others sync.WaitGroup
	senders.Add(1)
	go func() {
		defer senders.Done()
		stream.Send(&chatpb.Msg{Text: "hi"})
	}()
	senders.Wait()
	err = stream.Send(&chatpb.Msg{Text: "hi"})
	others.Wait()
	return err
}
