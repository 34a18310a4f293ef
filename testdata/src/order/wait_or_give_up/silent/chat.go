// A helper that waits or gives up tells which, and its caller asks.
package silent

import (
	"context"
	"errors"
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
		stream.Send(&chatpb.Msg{})
	}()
	if !waited(&wg) {
		return errors.New("too slow")
	}
	return stream.Send(&chatpb.Msg{})
}
