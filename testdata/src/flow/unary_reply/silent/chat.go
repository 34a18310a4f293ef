// The reply of a unary call decides which of the two sends.
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
	ack, err := c.Publish(ctx, &chatpb.Msg{Text: "hi"})
	if err != nil {
		return err
	}
	if ack.Count > 0 {
		go stream.Send(&chatpb.Msg{Text: "more"})
		return nil
	}
	return stream.Send(&chatpb.Msg{Text: "last"})
}
