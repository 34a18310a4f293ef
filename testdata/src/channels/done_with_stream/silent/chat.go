// The goroutine gives the stream back after its last send.
package silent

import (
	"context"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	back := make(chan chatpb.Chat_ConnectClient)
	go func() {
		stream.Send(&chatpb.Msg{Text: "hello"})
		back <- stream
	}()
	again := <-back
	return again.Send(&chatpb.Msg{Text: "hi"})
}
