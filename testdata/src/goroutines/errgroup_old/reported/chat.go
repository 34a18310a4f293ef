// Two senders in one errgroup.
package reported

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
		return stream.Send(&oldchatpb.Msg{Text: "hi"})
	})
	g.Go(func() error {
		return stream.Send(&oldchatpb.Msg{Text: "hi"}) // want "sendsend"
	})
	return g.Wait()
}
