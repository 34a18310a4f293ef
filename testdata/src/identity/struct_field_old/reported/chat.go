// Both fields of the struct hold the one stream.
package reported

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
	right = left
	p := pair{left, right}
	go func() {
		p.left.Send(&oldchatpb.Msg{Text: "hi"}) // want "sendsend"
	}()
	return p.right.Send(&oldchatpb.Msg{Text: "hi"})
}
