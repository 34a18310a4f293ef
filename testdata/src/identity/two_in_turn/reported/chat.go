// Two streams are opened in the same way: what is wrong with the second one is no part of what is wrong with the first.
package reported

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
	go first.Send(&chatpb.Msg{}) // want "sendsend"
	first.Send(&chatpb.Msg{})
	go second.Send(&chatpb.Msg{}) // want "sendsend"
	return second.Send(&chatpb.Msg{})
}
