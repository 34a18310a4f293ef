// The stream waits in a channel for one to take it, and so do both senders.
package silent

import (
	"context"

	"streamvet.test/oldchatpb"
)

func say(slot chan oldchatpb.Chat_ConnectClient, text string) error {
	stream := <-slot
	err := stream.Send(&oldchatpb.Msg{Text: text})
	slot <- stream
	return err
}

func chat(ctx context.Context, c oldchatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	slot := make(chan oldchatpb.Chat_ConnectClient, 1)
	slot <- stream
	go func() {
		say(slot, "hello")
	}()
	return say(slot, "hi")
}
