// Two goroutines call the stream's Recv and Send by variables.
package silent

import (
	"context"

	"golang.org/x/sync/errgroup"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	next := stream.Recv
	var g errgroup.Group
	g.Go(func() error {
		_, err := next()
		return err
	})
	send := stream.Send
	g.Go(func() error {
		return send(&chatpb.Msg{Text: "hi"})
	})
	return g.Wait()
}
