// Each step sends, and then starts the next one.
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
	go countdown(stream, 3)
	return nil
}

func countdown(stream chatpb.Chat_ConnectClient, n int) {
	if n == 0 {
		return
	}
	stream.Send(&chatpb.Msg{Text: "hi"})
	go countdown(stream, n-1)
}
