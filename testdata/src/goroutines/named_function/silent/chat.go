// The goroutine is a function with a name, and receives.
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
	go pump(stream)
	return stream.Send(&chatpb.Msg{Text: "hi"})
}

func pump(stream chatpb.Chat_ConnectClient) {
	stream.Recv()
}
