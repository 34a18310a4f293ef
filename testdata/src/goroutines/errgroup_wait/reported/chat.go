// The caller sends before it waits for the group's sender.
package reported

import (
	"context"
	"errors"

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
		return stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
	})
	err = stream.Send(&chatpb.Msg{Text: "hi"})
	return errors.Join(err, g.Wait())
}
