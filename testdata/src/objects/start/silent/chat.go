// Start starts a sender, and another exported method sends with the mutex.
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

func (c *Client) Start() {
	go func() {
		for range time.Tick(time.Second) {
			c.mu.Lock()
			c.stream.Send(&chatpb.Msg{Text: "ping"})
			c.mu.Unlock()
		}
	}()
}

func (c *Client) Send(m *chatpb.Msg) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.stream.Send(m)
}
