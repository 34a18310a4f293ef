// The goroutine gets the stream as an argument of its literal, and receives.
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
	go func(s chatpb.Chat_ConnectClient) {
		s.Recv()
	}(stream)
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
