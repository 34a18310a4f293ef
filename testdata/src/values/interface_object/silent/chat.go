// The object's field is the project's interface, and a method of the object receives by it.
package silent

import (
	"context"

	"streamvet.test/chatpb"
)

type conn interface {
	Send(*chatpb.Msg) error
	Recv() (*chatpb.Msg, error)
}

type Client struct {
	conn conn
}

func Dial(ctx context.Context, c chatpb.ChatClient) (*Client, error) {
	stream, err := c.Connect(ctx)
	if err != nil {
		return nil, err
	}
	client := &Client{stream}
	go client.loop()
	return client, nil
}

func (c *Client) loop() {
	for {
		if _, err := c.conn.Recv(); err != nil {
			return
		}
	}
}

func (c *Client) Say(text string) error {
	return c.conn.Send(&chatpb.Msg{Text: text})
}
