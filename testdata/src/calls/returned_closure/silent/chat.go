// The closure that the helper makes receives.
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
	go loop(stream)()
	return stream.Send(&chatpb.Msg{Text: "hi"})
}

func loop(stream chatpb.Chat_ConnectClient) func() {
	return func() {
		stream.Recv()
	}
}
