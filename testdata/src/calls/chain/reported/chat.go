// Three calls down, the goroutine sends.
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
	go first(stream)
	return stream.Send(&chatpb.Msg{Text: "hi"})
}

func first(stream chatpb.Chat_ConnectClient)  { second(stream) }
func second(stream chatpb.Chat_ConnectClient) { third(stream) }

func third(stream chatpb.Chat_ConnectClient) {
	stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
}
