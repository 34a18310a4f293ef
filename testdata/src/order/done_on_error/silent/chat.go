// Where the first send fails, Done comes after the last word.
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
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		if _, err := stream.Recv(); err != nil {
			stream.Send(&chatpb.Msg{Text: "bye"})
			wg.Done()
			return
		}
		wg.Done()
	}()
	wg.Wait()
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
