// TryGo starts a goroutine too, if the limit allows.
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
	g.SetLimit(len(names))
	for _, name := range names {
		g.TryGo(func() error {
			return stream.Send(&chatpb.Msg{Text: name}) // want "sendsend"
		})
	}
	return g.Wait()
}
