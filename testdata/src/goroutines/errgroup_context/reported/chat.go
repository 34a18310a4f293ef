// The group's own stream, with a sender in each function and none to wait for.
package reported

import (
	"context"
	"errors"

	"golang.org/x/sync/errgroup"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	g, ctx := errgroup.WithContext(ctx)
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	g.Go(func() error {
		return stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
	})
	err = stream.Send(&chatpb.Msg{Text: "hi"})
	return errors.Join(err, g.Wait())
}
