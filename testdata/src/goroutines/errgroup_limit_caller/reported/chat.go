// A limit of one holds for the group, and not for its caller.
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
	var g errgroup.Group
	g.SetLimit(1)
	g.Go(func() error {
		return stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
	})
	stream.Send(&chatpb.Msg{Text: "hi"})
	err = g.Wait()
	return err
}
