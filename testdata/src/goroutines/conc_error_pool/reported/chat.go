// A pool with errors: two senders in it.
package reported

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
		return stream.Send(&chatpb.Msg{Text: "hi"})
	})
	p.Go(func() error {
		return stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
	})
	return p.Wait()
}
