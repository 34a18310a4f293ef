// The caller waits for the wait group before it sends.
package silent

import (
	"context"
	"sync"

	"streamvet.test/oldchatpb"
)

func chat(ctx context.Context, c oldchatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		stream.Send(&oldchatpb.Msg{Text: "hi"})
	}()
	wg.Wait()
	err = stream.Send(&oldchatpb.Msg{Text: "hi"})
	return err
}
