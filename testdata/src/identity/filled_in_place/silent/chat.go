// Each goroutine uses the element of its own index, which was opened for it in the same function.
package silent

import (
	"context"

	"streamvet.test/chatpb"
)

func launch(ctx context.Context, c chatpb.ChatClient, count int) error {
	streams := make([]chatpb.Chat_ConnectClient, count)
	for i := 0; i < count; i++ {
		stream, err := c.Connect(ctx)
		if err != nil {
			return err
		}
		streams[i] = stream
	}
	for i := 0; i < len(streams); i++ {
		go func(streamIndex int) {
			streams[streamIndex].Send(&chatpb.Msg{Text: "hi"})
			streams[streamIndex].Recv()
		}(i)
	}
	return nil
}
