// Close cancels the context, and leaves CloseSend out.
package silent

import (
	"context"

	"streamvet.test/chatpb"
)

type Client struct {
	stream chatpb.Chat_ConnectClient
	cancel context.CancelFunc
}

func Dial(ctx context.Context, c chatpb.ChatClient) (*Client, error) {
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

func (c *Client) handle(m *chatpb.Msg) {
	c.stream.Send(&chatpb.Msg{Text: "ack " + m.Text})
}

func (c *Client) Close() {
	c.cancel()
}
