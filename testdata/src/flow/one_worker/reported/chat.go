// A loop that runs twice starts two senders.
package reported

import (
	"context"

	"streamvet.test/chatpb"
)

const workers = 2

func run(ctx context.Context, c chatpb.ChatClient, queue <-chan *chatpb.Msg) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	for range workers {
		go func() {
			for m := range queue {
				stream.Send(m) // want "sendsend"
			}
		}()
	}
	return nil
}
