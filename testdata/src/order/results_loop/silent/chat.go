// As many results are collected as goroutines were started, one sender among them.
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
	results := make(chan error, 2)
	go func() {
		results <- stream.Send(&chatpb.Msg{Text: "hi"})
	}()
	go func() {
		_, err := stream.Recv()
		results <- err
	}()
	for range 2 {
		if err := <-results; err != nil {
			log.Print(err)
		}
	}
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
