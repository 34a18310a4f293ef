// The function that is returned sends, for the goroutine and for the caller.
package reported

import (
	"context"

	"streamvet.test/chatpb"
)

func sender(stream chatpb.Chat_ConnectClient) func(text string) error {
	return func(text string) error {
		return stream.Send(&chatpb.Msg{Text: text}) // want "sendsend"
	}
}

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	send := sender(stream)
	go send("hello")
	return send("hi")
}
