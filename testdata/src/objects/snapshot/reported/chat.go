// The lock guards the snapshot of the field, and is given back before the send.
package reported

import (
	"sync"
	"time"

	"streamvet.test/chatpb"
)

type Client struct {
	mu     sync.Mutex
	stream chatpb.Chat_ConnectClient
}

func New(stream chatpb.Chat_ConnectClient) *Client {
	c := &Client{stream: stream}
	go c.heartbeat()
	return c
}

func (c *Client) heartbeat() {
	for range time.Tick(time.Second) {
		c.mu.Lock()
		c.stream.Send(&chatpb.Msg{Text: "ping"}) // want "sendsend"
		c.mu.Unlock()
	}
}

func (c *Client) Send(m *chatpb.Msg) error {
	c.mu.Lock()
	stream := c.stream
	c.mu.Unlock()
	return stream.Send(m)
}
