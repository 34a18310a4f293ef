// A functional option starts a heartbeat beside the caller's send.
package reported

import (
	"context"

	"streamvet.test/chatpb"
)

type client struct {
	stream chatpb.Chat_ConnectClient
}

type option func(*client)

func withLoop() option {
	return func(c *client) {
		go func() {
			c.stream.Send(&chatpb.Msg{Text: "ping"}) // want "sendsend"
		}()
	}
}

func dial(stream chatpb.Chat_ConnectClient, options ...option) *client {
	c := &client{stream: stream}
	for _, o := range options {
		o(c)
	}
	return c
}

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	client := dial(stream, withLoop())
	return client.stream.Send(&chatpb.Msg{Text: "hi"})
}
