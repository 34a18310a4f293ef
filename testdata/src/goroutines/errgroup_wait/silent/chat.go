// The caller waits for the group's sender before it sends.
package silent

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
		return stream.Send(&chatpb.Msg{Text: "hi"})
	})
	err = g.Wait()
	return errors.Join(err, stream.Send(&chatpb.Msg{Text: "hi"}))
}
