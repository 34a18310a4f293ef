// The goroutine gets the stream over a channel, and the one who gave it sends on.
package reported

import (
	"context"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	streams := make(chan chatpb.Chat_ConnectClient, 1)
	go func() {
		s := <-streams
		s.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
	}()
	streams <- stream
	err = stream.Send(&chatpb.Msg{Text: "hi"})
	return err
}
