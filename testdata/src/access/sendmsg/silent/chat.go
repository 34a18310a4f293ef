// RecvMsg and Send are different sides of the stream.
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
		stream.RecvMsg(new(chatpb.Msg))
	}()
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
