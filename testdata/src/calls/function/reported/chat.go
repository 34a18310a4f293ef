// The function that the caller calls meanwhile sends.
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
	go func() {
		stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
	}()
	return greet(stream)
}

func greet(stream chatpb.Chat_ConnectClient) error {
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
