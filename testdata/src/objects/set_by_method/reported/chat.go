// The stream comes by an exported setter, and Start sends on it beside the exported Send.
package reported

import (
	"sync"

	"streamvet.test/chatpb"
)

type Client struct {
	mu          sync.Mutex
	data, pings chatpb.Chat_ConnectClient
}

func (c *Client) Use(data, pings chatpb.Chat_ConnectClient) {
	c.data, c.pings = data, pings
}

func (c *Client) Start() {
	go func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		c.data.Send(&chatpb.Msg{Text: "ping"}) // want "sendsend"
	}()
}

func (c *Client) Send(m *chatpb.Msg) error {
	return c.data.Send(m)
}
