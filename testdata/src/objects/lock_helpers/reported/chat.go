// The lock helpers are called by the loop, and not by the exported method.
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

func (c *Client) lock()   { c.mu.Lock() }
func (c *Client) unlock() { c.mu.Unlock() }

func (c *Client) heartbeat() {
	for range time.Tick(time.Second) {
		c.lock()
		c.stream.Send(&chatpb.Msg{Text: "ping"}) // want "sendsend"
		c.unlock()
	}
}

func (c *Client) Send(m *chatpb.Msg) error {
	return c.stream.Send(m)
}
