// Goroutine and caller use different fields of one struct.
package silent

import (
	"context"

	"streamvet.test/chatpb"
)

type pair struct {
	left, right chatpb.Chat_ConnectClient
}

func open(ctx context.Context, c chatpb.ChatClient) (*pair, error) {
	left, err := c.Connect(ctx)
	if err != nil {
		return nil, err
	}
	right, err := c.Connect(ctx)
	if err != nil {
		return nil, err
	}
	return &pair{left, right}, nil
}

func chat(ctx context.Context, c chatpb.ChatClient) error {
	p, err := open(ctx, c)
	if err != nil {
		return err
	}
	go func() {
		p.left.Send(&chatpb.Msg{Text: "hi"})
	}()
	return p.right.Send(&chatpb.Msg{Text: "hi"})
}
