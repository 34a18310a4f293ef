// The helper returns its argument.
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
	other := logged(stream)
	go func() {
		stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
	}()
	return other.Send(&chatpb.Msg{Text: "hi"})
}

func logged(stream chatpb.Chat_ConnectClient) chatpb.Chat_ConnectClient {
	log.Print(stream.Context())
	return stream
}
