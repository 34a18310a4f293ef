// Two goroutines call the stream's Recv by a variable.
package reported

import (
	"context"

	"golang.org/x/sync/errgroup"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	next := stream.Recv
	var g errgroup.Group
	g.Go(func() error {
		_, err := next()
		return err
	})
	g.Go(func() error {
		_, err := next() // want "recvrecv"
		return err
	})
	return g.Wait()
}
