// Package fixed has no finding: its senders take turns.
package fixed

import (
	"context"
	"sync"

	"google.golang.org/grpc"

	"example.com/chat"
)

// Greet waits for its goroutine before it sends.
func Greet(ctx context.Context, cc *grpc.ClientConn) error {
	stream, err := chat.Connect(ctx, cc)
	if err != nil {
		return err
	}
	var wg sync.WaitGroup
	wg.Go(func() {
		_ = stream.Send(chat.Text("hello"))
	})
	wg.Wait()
	return stream.Send(chat.Text("good day"))
}
