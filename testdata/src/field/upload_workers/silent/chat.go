// Several goroutines read files, and one sends the parts on the upload stream.
package silent

import (
	"context"
	"os"

	"golang.org/x/sync/errgroup"

	"streamvet.test/chatpb"
)

func upload(ctx context.Context, c chatpb.ChatClient, names []string) error {
	stream, err := c.Upload(ctx)
	if err != nil {
		return err
	}
	parts := make(chan *chatpb.Msg)
	var g errgroup.Group
	for _, name := range names {
		g.Go(func() error {
			data, err := os.ReadFile(name)
			if err != nil {
				return err
			}
			parts <- &chatpb.Msg{Text: string(data)}
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
