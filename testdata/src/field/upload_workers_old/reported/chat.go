// Several goroutines read files, and send the parts on one upload stream.
package reported

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
	var g errgroup.Group
	for _, name := range names {
		g.Go(func() error {
			data, err := os.ReadFile(name)
			if err != nil {
				return err
			}
			return stream.Send(&oldchatpb.Msg{Text: string(data)}) // want "sendsend"
		})
	}
	if err := g.Wait(); err != nil {
		return err
	}
	_, err = stream.CloseAndRecv()
	return err
}
