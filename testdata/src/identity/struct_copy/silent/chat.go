// The second struct has a stream of its own.
package silent

import (
	"context"

	"streamvet.test/chatpb"
)

type peer struct {
	stream chatpb.Chat_ConnectClient
	name   string
}

func dial(ctx context.Context, c chatpb.ChatClient, name string) (peer, error) {
	stream, err := c.Connect(ctx)
	return peer{stream, name}, err
}

func chat(ctx context.Context, c chatpb.ChatClient) error {
	a, err := dial(ctx, c, "a")
	if err != nil {
		return err
	}
	b, err := dial(ctx, c, "b")
	if err != nil {
		return err
	}
	b.name = "b"
	go func() {
		a.stream.Send(&chatpb.Msg{From: a.name})
	}()
	return b.stream.Send(&chatpb.Msg{From: b.name})
}
