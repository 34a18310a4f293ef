// Both fields of the struct hold the one stream.
package reported

import (
	"context"

	"streamvet.test/chatpb"
)

type pair struct {
	left, right chatpb.Chat_ConnectClient
}

func chat(ctx context.Context, c chatpb.ChatClient) error {
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
		p.left.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
	}()
	return p.right.Send(&chatpb.Msg{Text: "hi"})
}
