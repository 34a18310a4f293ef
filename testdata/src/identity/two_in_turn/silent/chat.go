// Two streams are opened in the same way, and each has one sender.
package silent

import (
	"context"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	first, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	second, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	go first.Send(&chatpb.Msg{})
	return second.Send(&chatpb.Msg{})
}
