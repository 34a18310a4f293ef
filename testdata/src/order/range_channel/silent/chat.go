// The range ends when the goroutine closes the channel.
package silent

import (
	"context"
	"log"

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
			acks <- stream.Send(&chatpb.Msg{Text: "hi"})
		}
	}()
	for err := range acks {
		if err != nil {
			log.Print(err)
		}
	}
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
