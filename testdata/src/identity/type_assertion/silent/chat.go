// The type assertion is of another stream.
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
	defer other.CloseSend()
	var raw any = other
	go func() {
		stream.Send(&chatpb.Msg{Text: "hi"})
	}()
	return raw.(chatpb.Chat_ConnectClient).Send(&chatpb.Msg{Text: "hi"})
}
