// One result too few is collected.
package reported

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
	results := make(chan error, 2)
	go func() {
		results <- stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
	}()
	go func() {
		_, err := stream.Recv()
		results <- err
	}()
	for range 1 {
		if err := <-results; err != nil {
			log.Print(err)
		}
	}
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
