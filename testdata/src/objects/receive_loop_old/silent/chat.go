// The object's loop receives, and its exported method takes from the loop's channel.
package silent

import "streamvet.test/oldchatpb"

type Client struct {
	stream   oldchatpb.Chat_ConnectClient
	messages chan *oldchatpb.Msg
}

func New(stream oldchatpb.Chat_ConnectClient) *Client {
	c := &Client{stream: stream, messages: make(chan *oldchatpb.Msg)}
	go c.receive()
	return c
}

func (c *Client) receive() {
	for {
		m, err := c.stream.Recv()
		if err != nil {
			return
		}
		c.messages <- m
	}
}

func (c *Client) Next() (*oldchatpb.Msg, error) {
	return <-c.messages, nil
}
