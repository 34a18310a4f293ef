// One function is started on each of two streams.
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
	other, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	go pump(stream)
	go pump(other)
	return nil
}

func pump(stream chatpb.Chat_ConnectClient) {
	stream.Send(&chatpb.Msg{Text: "hi"})
}
