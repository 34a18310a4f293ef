// The object's loop receives, and its exported method takes from the loop's channel.
package silent

import "streamvet.test/chatpb"

type Client struct {
	stream   chatpb.Chat_ConnectClient
	messages chan *chatpb.Msg
}

func New(stream chatpb.Chat_ConnectClient) *Client {
	c := &Client{stream: stream, messages: make(chan *chatpb.Msg)}
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

func (c *Client) Next() (*chatpb.Msg, error) {
	return <-c.messages, nil
}
