// Each goroutine uses the element of its own index, and all elements are one stream.
package reported

import (
	"context"

	"streamvet.test/chatpb"
)

func launch(ctx context.Context, c chatpb.ChatClient, count int) error {
	streams := make([]chatpb.Chat_ConnectClient, count)
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	for i := 0; i < count; i++ {
		streams[i] = stream
	}
	for i := 0; i < len(streams); i++ {
		go func(streamIndex int) {
			streams[streamIndex].Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
			streams[streamIndex].Recv()                        // want "recvrecv"
		}(i)
	}
	return nil
}
