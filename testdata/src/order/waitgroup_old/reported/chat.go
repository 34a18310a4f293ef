// The caller sends while the wait group's goroutine may still be running.
package reported

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
		stream.Send(&oldchatpb.Msg{Text: "hi"}) // want "sendsend"
	}()
	err = stream.Send(&oldchatpb.Msg{Text: "hi"})
	wg.Wait()
	return err
}
