// The worker sends, and then gives the stream back to the free list.
package silent

import (
	"context"

	"streamvet.test/chatpb"
)

func work(free chan chatpb.Chat_ConnectClient, texts <-chan string) {
	for text := range texts {
		stream := <-free
		stream.Send(&chatpb.Msg{Text: text})
		free <- stream
	}
}

func chat(ctx context.Context, c chatpb.ChatClient, texts <-chan string) error {
	free := make(chan chatpb.Chat_ConnectClient, 2)
	for range 2 {
		stream, err := c.Connect(ctx)
		if err != nil {
			return err
		}
		free <- stream
	}
	for range 4 {
		go work(free, texts)
	}
	return nil
}
