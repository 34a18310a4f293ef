// The stream that the goroutine sends on is the caller's.
package reported

import (
	"context"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient, background bool) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	if background {
		go pump(stream)
	}
	if stream == nil {
		return nil
	}
	return stream.Send(&chatpb.Msg{Text: "hi"})
}

func pump(stream chatpb.Chat_ConnectClient) {
	stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
}
