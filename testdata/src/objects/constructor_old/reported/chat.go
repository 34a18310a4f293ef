// The constructor starts a heartbeat, and an exported method sends beside it.
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

func New(stream oldchatpb.Chat_ConnectClient) *Client {
	c := &Client{stream: stream}
	go c.heartbeat()
	return c
}

func (c *Client) heartbeat() {
	for range time.Tick(time.Second) {
		c.mu.Lock()
		c.stream.Send(&oldchatpb.Msg{Text: "ping"}) // want "sendsend"
		c.mu.Unlock()
	}
}

func (c *Client) Send(m *oldchatpb.Msg) error {
	return c.stream.Send(m)
}
