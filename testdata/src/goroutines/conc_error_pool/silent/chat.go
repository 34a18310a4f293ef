// A pool with errors: a receiver and a sender in it.
package silent

import (
	"context"

	"github.com/sourcegraph/conc/pool"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	p := pool.New().WithErrors()
	p.Go(func() error {
		_, err := stream.Recv()
		return err
	})
	p.Go(func() error {
		return stream.Send(&chatpb.Msg{Text: "hi"})
	})
	return p.Wait()
}
