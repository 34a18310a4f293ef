// A pool runs as many senders at a time as there are names.
package reported

import (
	"context"

	"github.com/sourcegraph/conc/pool"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient, names []string) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	p := pool.New()
	for _, name := range names {
		p.Go(func() {
			stream.Send(&chatpb.Msg{Text: name}) // want "sendsend"
		})
	}
	p.Wait()
	return nil
}
