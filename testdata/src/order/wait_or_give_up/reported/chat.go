// The helper may give up waiting, and nobody asks whether it has.
package reported

import (
	"context"
	"sync"
	"time"

	"streamvet.test/chatpb"
)

// waited reports whether all goroutines of the group have ended in time.
func waited(wg *sync.WaitGroup) bool {
	done := make(chan struct{})
	go func() {
		wg.Wait()
		close(done)
	}()
	select {
	case <-done:
		return true
	case <-time.After(time.Second):
		return false
	}
}

func run(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		stream.Send(&chatpb.Msg{}) // want "sendsend"
	}()
	waited(&wg)
	return stream.Send(&chatpb.Msg{})
}
