// One goroutine of the group for each name, on a stream each.
package silent

import (
	"context"

	"golang.org/x/sync/errgroup"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient, names []string) error {
	g := new(errgroup.Group)
	for _, name := range names {
		g.Go(func() error {
			stream, err := c.Connect(ctx)
			if err != nil {
				return err
			}
			return stream.Send(&chatpb.Msg{Text: name})
		})
	}
	return g.Wait()
}
