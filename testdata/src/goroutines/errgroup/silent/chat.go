// A sender and a receiver in one errgroup.
package silent

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
	var g errgroup.Group
	g.Go(func() error {
		_, err := stream.Recv()
		return err
	})
	g.Go(func() error {
		return stream.Send(&chatpb.Msg{Text: "hi"})
	})
	return g.Wait()
}
