// The helper runs the function with the lock held, and the loop sends with it.
package silent

import (
	"sync"
	"time"

	"streamvet.test/oldchatpb"
)

type Client struct {
	mu     sync.Mutex
	stream oldchatpb.Chat_ConnectClient
}

func New(stream oldchatpb.Chat_ConnectClient) *Client {
	c := &Client{stream: stream}
	go c.heartbeat()
	return c
}

func (c *Client) do(f func() error) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	return f()
}

func (c *Client) heartbeat() {
	for range time.Tick(time.Second) {
		c.do(func() error {
			return c.stream.Send(&oldchatpb.Msg{Text: "ping"})
		})
	}
}

func (c *Client) Send(m *oldchatpb.Msg) error {
	return c.do(func() error {
		return c.stream.Send(m)
	})
}
