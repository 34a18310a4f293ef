// Close asks the loop to end, and closes the send side without waiting for it.
package reported

import (
	"time"

	"streamvet.test/oldchatpb"
)

type Client struct {
	stream     oldchatpb.Chat_ConnectClient
	quit, done chan struct{}
}

func New(stream oldchatpb.Chat_ConnectClient) *Client {
	c := &Client{stream, make(chan struct{}), make(chan struct{})}
	go c.heartbeat()
	return c
}

func (c *Client) heartbeat() {
	defer close(c.done)
	for {
		select {
		case <-c.quit:
			return
		case <-time.After(time.Second):
			c.stream.Send(&oldchatpb.Msg{Text: "ping"}) // want "closesend"
		}
	}
}

func (c *Client) Close() error {
	close(c.quit)
	return c.stream.CloseSend()
}
