// conc's WaitGroup.Go starts a goroutine: the caller sends before it waits.
package reported

import (
	"context"

	"github.com/sourcegraph/conc"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	var wg conc.WaitGroup
	wg.Go(func() {
		stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
	})
	err = stream.Send(&chatpb.Msg{Text: "hi"})
	wg.Wait()
	return err
}
