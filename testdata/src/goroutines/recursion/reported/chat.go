// Each step starts the next one and sends beside it.
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
	go countdown(stream, 3)
	return nil
}

func countdown(stream chatpb.Chat_ConnectClient, n int) {
	if n == 0 {
		return
	}
	go countdown(stream, n-1)
	stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
}
