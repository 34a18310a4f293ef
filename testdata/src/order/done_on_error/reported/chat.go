// Where the first send fails, Done comes before the last word.
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
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		if _, err := stream.Recv(); err != nil {
			wg.Done()
			stream.Send(&chatpb.Msg{Text: "bye"}) // want "sendsend"
			return
		}
		wg.Done()
	}()
	wg.Wait()
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
