// Close cancels the context, and leaves CloseSend out.
package silent

import (
	"context"

	"streamvet.test/oldchatpb"
)

type Client struct {
	stream oldchatpb.Chat_ConnectClient
	cancel context.CancelFunc
}

func Dial(ctx context.Context, c oldchatpb.ChatClient) (*Client, error) {
	ctx, cancel := context.WithCancel(ctx)
	stream, err := c.Connect(ctx)
	if err != nil {
		cancel()
		return nil, err
	}
	client := &Client{stream, cancel}
	go client.receive()
	return client, nil
}

func (c *Client) receive() {
	for {
		m, err := c.stream.Recv()
		if err != nil {
			return
		}
		c.handle(m)
	}
}

func (c *Client) handle(m *oldchatpb.Msg) {
	c.stream.Send(&oldchatpb.Msg{Text: "ack " + m.Text})
}

func (c *Client) Close() {
	c.cancel()
}
