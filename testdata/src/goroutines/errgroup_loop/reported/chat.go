// One goroutine of the group for each name, on one stream.
package reported

import (
	"context"

	"golang.org/x/sync/errgroup"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient, names []string) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	g := new(errgroup.Group)
	for _, name := range names {
		g.Go(func() error {
			return stream.Send(&chatpb.Msg{Text: name}) // want "sendsend"
		})
	}
	return g.Wait()
}
