// A group with a limit of two runs two senders at a time.
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
	var g errgroup.Group
	g.SetLimit(2)
	for _, name := range names {
		g.Go(func() error {
			return stream.Send(&chatpb.Msg{Text: name}) // want "sendsend"
		})
	}
	return g.Wait()
}
