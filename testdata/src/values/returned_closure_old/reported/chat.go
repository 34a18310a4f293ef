// The function that is returned sends, for the goroutine and for the caller.
package reported

import (
	"context"

	"streamvet.test/oldchatpb"
)

func sender(stream oldchatpb.Chat_ConnectClient) func(text string) error {
	return func(text string) error {
		return stream.Send(&oldchatpb.Msg{Text: text}) // want "sendsend"
	}
}

func chat(ctx context.Context, c oldchatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	send := sender(stream)
	go send("hello")
	return send("hi")
}
