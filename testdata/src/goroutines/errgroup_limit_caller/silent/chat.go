// A limit of one holds for the group, and the caller has waited for it.
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
	g.SetLimit(1)
	g.Go(func() error {
		return stream.Send(&chatpb.Msg{Text: "hi"})
	})
	err = g.Wait()
	stream.Send(&chatpb.Msg{Text: "hi"})
	return err
}
