// Two workers take messages from one channel, and each sends.
package reported

import (
	"context"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient, messages <-chan *chatpb.Msg) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	for range 2 {
		go func() {
			for m := range messages {
				stream.Send(m) // want "sendsend"
			}
		}()
	}
	return nil
}
