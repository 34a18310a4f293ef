// The goroutine gives the stream back before its last send.
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
	back := make(chan chatpb.Chat_ConnectClient)
	go func() {
		back <- stream
		stream.Send(&chatpb.Msg{Text: "hello"}) // want "sendsend"
	}()
	again := <-back
	return again.Send(&chatpb.Msg{Text: "hi"})
}
