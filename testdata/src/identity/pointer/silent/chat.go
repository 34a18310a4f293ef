// The pointer leads to another variable.
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
	p := &other
	go func() {
		stream.Send(&chatpb.Msg{Text: "hi"})
	}()
	return (*p).Send(&chatpb.Msg{Text: "hi"})
}
