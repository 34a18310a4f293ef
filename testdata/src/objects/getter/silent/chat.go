// A function that is called with the lock held.
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

func (c *Client) current() chatpb.Chat_ConnectClient {
	return c.stream
}

func (c *Client) heartbeat() {
	for range time.Tick(time.Second) {
		c.mu.Lock()
		c.current().Send(&chatpb.Msg{Text: "ping"})
		c.mu.Unlock()
	}
}

func (c *Client) Send(m *chatpb.Msg) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.current().Send(m)
}
