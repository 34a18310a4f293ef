// The lock helpers are called by the loop and by the exported method.
package silent

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

func (c *Client) lock()   { c.mu.Lock() }
func (c *Client) unlock() { c.mu.Unlock() }

func (c *Client) heartbeat() {
	for range time.Tick(time.Second) {
		c.lock()
		c.stream.Send(&chatpb.Msg{Text: "ping"})
		c.unlock()
	}
}

func (c *Client) Send(m *chatpb.Msg) error {
	c.lock()
	defer c.unlock()
	return c.stream.Send(m)
}
