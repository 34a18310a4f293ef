// Several goroutines read files, and one sends the parts on the upload stream.
package silent

import (
	"context"
	"os"

	"golang.org/x/sync/errgroup"

	"streamvet.test/oldchatpb"
)

func upload(ctx context.Context, c oldchatpb.ChatClient, names []string) error {
	stream, err := c.Upload(ctx)
	if err != nil {
		return err
	}
	parts := make(chan *oldchatpb.Msg)
	var g errgroup.Group
	for _, name := range names {
		g.Go(func() error {
			data, err := os.ReadFile(name)
			if err != nil {
				return err
			}
			parts <- &oldchatpb.Msg{Text: string(data)}
			return nil
		})
	}
	go func() {
		g.Wait()
		close(parts)
	}()
	for part := range parts {
		stream.Send(part)
	}
	if err := g.Wait(); err != nil {
		return err
	}
	_, err = stream.CloseAndRecv()
	return err
}
