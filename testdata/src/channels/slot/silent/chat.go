// The stream waits in a channel for one to take it, and so do both senders.
package silent

import (
	"context"

	"streamvet.test/chatpb"
)

func say(slot chan chatpb.Chat_ConnectClient, text string) error {
	stream := <-slot
	err := stream.Send(&chatpb.Msg{Text: text})
	slot <- stream
	return err
}

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	slot := make(chan chatpb.Chat_ConnectClient, 1)
	slot <- stream
	go func() {
		say(slot, "hello")
	}()
	return say(slot, "hi")
}
