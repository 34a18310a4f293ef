// The channel that the constructor makes has room for one.
package silent

import (
	"context"

	"streamvet.test/chatpb"
)

type Client struct {
	stream chatpb.Chat_ConnectClient
	turn   chan struct{}
}

func NewClient(ctx context.Context, c chatpb.ChatClient) (*Client, error) {
	stream, err := c.Connect(ctx)
	if err != nil {
		return nil, err
	}
	cl := &Client{stream, make(chan struct{}, 1)}
	go cl.greet()
	return cl, nil
}

func (c *Client) greet() {
	c.turn <- struct{}{}
	c.stream.Send(&chatpb.Msg{Text: "hello"})
	<-c.turn
}

func (c *Client) Say(text string) error {
	c.turn <- struct{}{}
	defer func() { <-c.turn }()
	return c.stream.Send(&chatpb.Msg{Text: text})
}
