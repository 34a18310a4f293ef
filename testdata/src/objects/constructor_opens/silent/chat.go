// The constructor opens the stream and starts a receiver beside the exported method.
package silent

import (
	"context"

	"streamvet.test/chatpb"
)

type Client struct {
	stream chatpb.Chat_ConnectClient
}

func Dial(ctx context.Context, c chatpb.ChatClient) (*Client, error) {
	stream, err := c.Connect(ctx)
	if err != nil {
		return nil, err
	}
	client := &Client{stream: stream}
	go client.loop()
	return client, nil
}

func (c *Client) loop() {
	for {
		if _, err := c.stream.Recv(); err != nil {
			return
		}
	}
}

func (c *Client) Send(m *chatpb.Msg) error {
	return c.stream.Send(m)
}
