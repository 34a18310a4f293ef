// Close cancels the context only, and the loop closes the send side at its end.
package silent

import (
	"context"

	"streamvet.test/chatpb"
)

type Client struct {
	cancel context.CancelFunc
	stream chatpb.Chat_ConnectClient
	queue  chan *chatpb.Msg
}

func Dial(ctx context.Context, c chatpb.ChatClient) (*Client, error) {
	ctx, cancel := context.WithCancel(ctx)
	stream, err := c.Connect(ctx)
	if err != nil {
		cancel()
		return nil, err
	}
	client := &Client{cancel, stream, make(chan *chatpb.Msg)}
	go client.loop()
	return client, nil
}

func (c *Client) loop() {
	for m := range c.queue {
		if err := c.stream.Send(m); err != nil {
			break
		}
	}
	c.stream.CloseSend()
}

func (c *Client) Close() {
	c.cancel()
}
