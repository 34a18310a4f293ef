// The range ends with a break before the channel is closed.
package reported

import (
	"context"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	acks := make(chan error, 1)
	go func() {
		defer close(acks)
		for range 3 {
			acks <- stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
		}
	}()
	for err := range acks {
		if err != nil {
			break
		}
	}
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
