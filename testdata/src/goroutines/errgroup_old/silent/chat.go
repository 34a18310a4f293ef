// A sender and a receiver in one errgroup.
package silent

import (
	"context"

	"golang.org/x/sync/errgroup"

	"streamvet.test/oldchatpb"
)

func chat(ctx context.Context, c oldchatpb.ChatClient) error {
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
		return stream.Send(&oldchatpb.Msg{Text: "hi"})
	})
	return g.Wait()
}
