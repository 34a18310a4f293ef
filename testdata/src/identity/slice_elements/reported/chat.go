// Goroutine and caller use the same element.
package reported

import (
	"context"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	var streams []chatpb.Chat_ConnectClient
	for range 2 {
		stream, err := c.Connect(ctx)
		if err != nil {
			return err
		}
		streams = append(streams, stream)
	}
	go func() {
		streams[1].Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
	}()
	return streams[1].Send(&chatpb.Msg{Text: "hi"})
}
