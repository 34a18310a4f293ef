// The function that the caller calls meanwhile receives.
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
	go func() {
		stream.Send(&chatpb.Msg{Text: "hi"})
	}()
	return greet(stream)
}

func greet(stream chatpb.Chat_ConnectClient) error {
	_, err := stream.Recv()
	return err
}
