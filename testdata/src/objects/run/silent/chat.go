// Run starts a sender for as long as it receives, and an exported method sends with the mutex.
package silent

import (
	"context"
	"sync"

	"streamvet.test/chatpb"
)

type Client struct {
	mu     sync.Mutex
	stream chatpb.Chat_ConnectClient
}

func (c *Client) Run(ctx context.Context) error {
	go c.heartbeat(ctx)
	for {
		if _, err := c.stream.Recv(); err != nil {
			return err
		}
	}
}

func (c *Client) heartbeat(ctx context.Context) {
	for ctx.Err() == nil {
		c.mu.Lock()
		c.stream.Send(&chatpb.Msg{Text: "ping"})
		c.mu.Unlock()
	}
}

func (c *Client) Say(text string) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.stream.Send(&chatpb.Msg{Text: text})
}
