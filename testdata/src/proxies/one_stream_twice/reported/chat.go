// The two directions of the pump end in the same client stream.
package reported

import (
	"context"

	"golang.org/x/sync/errgroup"

	"streamvet.test/chatpb"
)

func relay(ctx context.Context, a, b chatpb.ChatClient) error {
	left, err := a.Connect(ctx)
	if err != nil {
		return err
	}
	right, err := b.Connect(ctx)
	if err != nil {
		return err
	}
	var g errgroup.Group
	g.Go(func() error {
		for {
			m, err := left.Recv()
			if err != nil {
				return err
			}
			right.Send(m)
		}
	})
	g.Go(func() error {
		for {
			m, err := right.Recv()
			if err != nil {
				return err
			}
			right.Send(m) // want "sendsend"
		}
	})
	return g.Wait()
}
