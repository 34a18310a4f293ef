// The function that the caller calls meanwhile receives.
package silent

import (
	"context"

	"streamvet.test/oldchatpb"
)

func chat(ctx context.Context, c oldchatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	go func() {
		stream.Send(&oldchatpb.Msg{Text: "hi"})
	}()
	return greet(stream)
}

func greet(stream oldchatpb.Chat_ConnectClient) error {
	_, err := stream.Recv()
	return err
}
