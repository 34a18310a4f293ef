// The constructor sends its greeting, and then starts the loop.
package silent

import "streamvet.test/chatpb"

type Client struct {
	stream chatpb.Chat_ConnectClient
	queue  chan *chatpb.Msg
}

func New(stream chatpb.Chat_ConnectClient) (*Client, error) {
	c := &Client{stream, make(chan *chatpb.Msg)}
	if err := c.greet(); err != nil {
		return nil, err
	}
	go c.loop()
	return c, nil
}

func (c *Client) greet() error {
	return c.stream.Send(&chatpb.Msg{Text: "hello"})
}

func (c *Client) loop() {
	for m := range c.queue {
		c.stream.Send(m)
	}
}
