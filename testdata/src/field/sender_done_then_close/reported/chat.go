// Close gives the sender up after a second, and calls CloseSend.
package reported

import (
	"time"

	"streamvet.test/chatpb"
)

type Client struct {
	stream chatpb.Chat_ConnectClient
	queue  chan *chatpb.Msg
	done   chan struct{}
}

func New(stream chatpb.Chat_ConnectClient) *Client {
	c := &Client{stream, make(chan *chatpb.Msg), make(chan struct{})}
	go c.send()
	return c
}

func (c *Client) send() {
	defer close(c.done)
	for m := range c.queue {
		c.stream.Send(m) // want "closesend"
	}
}

func (c *Client) Send(m *chatpb.Msg) { c.queue <- m }

func (c *Client) Close() error {
	close(c.queue)
	select {
	case <-c.done:
	case <-time.After(time.Second):
	}
	return c.stream.CloseSend()
}
