// The stream is put into the field after its first message was sent: until then Close has another one, or none.
package silent

import (
	"context"
	"sync"

	"streamvet.test/chatpb"
)

type Client struct {
	mu     sync.Mutex
	client chatpb.ChatClient
	stream chatpb.Chat_ConnectClient
}

func (c *Client) Start(ctx context.Context) {
	go c.loop(ctx)
}

func (c *Client) loop(ctx context.Context) {
	for ctx.Err() == nil {
		c.once(ctx)
	}
}

func (c *Client) once(ctx context.Context) {
	stream, err := c.client.Connect(ctx)
	if err != nil {
		return
	}
	if err := stream.Send(&chatpb.Msg{Text: "subscribe"}); err != nil {
		return
	}
	c.mu.Lock()
	c.stream = stream
	c.mu.Unlock()
	for {
		if _, err := stream.Recv(); err != nil {
			return
		}
	}
}

func (c *Client) Close() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.stream != nil {
		c.stream.CloseSend()
		c.stream = nil
	}
}
