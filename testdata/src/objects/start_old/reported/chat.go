// Start starts a sender, and another exported method sends without the mutex.
package reported

import (
	"sync"
	"time"

	"streamvet.test/oldchatpb"
)

type Client struct {
	mu     sync.Mutex
	stream oldchatpb.Chat_ConnectClient
}

func (c *Client) Start() {
	go func() {
		for range time.Tick(time.Second) {
			c.mu.Lock()
			c.stream.Send(&oldchatpb.Msg{Text: "ping"}) // want "sendsend"
			c.mu.Unlock()
		}
	}()
}

func (c *Client) Send(m *oldchatpb.Msg) error {
	return c.stream.Send(m)
}
