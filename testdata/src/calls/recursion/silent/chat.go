// The recursion ends in a receive, beside the goroutine's send.
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
	return descend(stream, 3)
}

func descend(stream chatpb.Chat_ConnectClient, n int) error {
	if n > 0 {
		return descend(stream, n-1)
	}
	_, err := stream.Recv()
	return err
}
