// Two workers take functions from one channel, and each function sends.
package reported

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
	for range 2 {
		go func() {
			for f := range work {
				f()
			}
		}()
	}
	for _, name := range names {
		work <- func() {
			stream.Send(&chatpb.Msg{Text: name}) // want "sendsend"
		}
	}
	close(work)
	return nil
}
