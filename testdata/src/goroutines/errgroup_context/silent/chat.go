// The group is waited for between the two senders.
package silent

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
		return stream.Send(&chatpb.Msg{Text: "hi"})
	})
	err = g.Wait()
	return errors.Join(err, stream.Send(&chatpb.Msg{Text: "hi"}))
}
