// The helper goroutine signals before it waits.
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
		defer wg.Done()
		stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
	}()
	done := make(chan struct{})
	go func() {
		close(done)
		wg.Wait()
	}()
	<-done
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
