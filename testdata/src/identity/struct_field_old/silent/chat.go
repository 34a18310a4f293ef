// The fields of the struct hold a stream each.
package silent

import (
	"context"

	"streamvet.test/oldchatpb"
)

type pair struct {
	left, right oldchatpb.Chat_ConnectClient
}

func chat(ctx context.Context, c oldchatpb.ChatClient) error {
	left, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	right, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	p := pair{left, right}
	go func() {
		p.left.Send(&oldchatpb.Msg{Text: "hi"})
	}()
	return p.right.Send(&oldchatpb.Msg{Text: "hi"})
}
