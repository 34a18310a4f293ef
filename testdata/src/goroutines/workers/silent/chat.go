// One worker takes the functions from the channel, one after the other.
package silent

import (
	"context"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient, names []string) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	work := make(chan func())
	go func() {
		for f := range work {
			f()
		}
	}()
	for _, name := range names {
		work <- func() {
			stream.Send(&chatpb.Msg{Text: name})
		}
	}
	close(work)
	return nil
}
