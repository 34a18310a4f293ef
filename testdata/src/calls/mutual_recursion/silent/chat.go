// Of two functions that call each other, one receives beside the goroutine.
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
	even(stream, 4)
	return nil
}

func even(stream chatpb.Chat_ConnectClient, n int) {
	if n > 0 {
		odd(stream, n-1)
	}
}

func odd(stream chatpb.Chat_ConnectClient, n int) {
	stream.Recv()
	even(stream, n-1)
}
