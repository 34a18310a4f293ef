// A pool that is bound to one goroutine runs one sender at a time.
package silent

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
	p := pool.New().WithMaxGoroutines(1)
	for _, name := range names {
		p.Go(func() {
			stream.Send(&chatpb.Msg{Text: name})
		})
	}
	p.Wait()
	return nil
}
