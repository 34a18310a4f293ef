// The caller sends by the object whose loop sends.
package reported

import (
	"context"
	"time"

	"streamvet.test/chatpb"
)

type client struct {
	stream chatpb.Chat_ConnectClient
}

func (c *client) heartbeat() {
	for range time.Tick(time.Second) {
		c.stream.Send(&chatpb.Msg{Text: "ping"}) // want "sendsend"
	}
}

func dial(ctx context.Context, c chatpb.ChatClient) (*client, error) {
	stream, err := c.Connect(ctx)
	if err != nil {
		return nil, err
	}
	return &client{stream}, nil
}

func chat(ctx context.Context, c chatpb.ChatClient) error {
	a, err := dial(ctx, c)
	if err != nil {
		return err
	}
	b, err := dial(ctx, c)
	if err != nil {
		return err
	}
	go a.heartbeat()
	if _, err := b.stream.Recv(); err != nil {
		return err
	}
	return a.stream.Send(&chatpb.Msg{Text: "hi"})
}
