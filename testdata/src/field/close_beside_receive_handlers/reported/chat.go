// Close calls CloseSend while the receive loop's handlers acknowledge.
package reported

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
	c.stream.Send(&chatpb.Msg{Text: "ack " + m.Text}) // want "closesend"
}

func (c *Client) Close() {
	c.stream.CloseSend()
	c.cancel()
}
