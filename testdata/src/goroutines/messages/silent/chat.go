// One worker takes the messages from the channel.
package silent

import (
	"context"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient, messages <-chan *chatpb.Msg) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	go func() {
		for m := range messages {
			stream.Send(m)
		}
	}()
	return nil
}
