// The stream is replaced under the lock, and the loop uses it with the lock.
package silent

import (
	"context"
	"sync"
	"time"

	"streamvet.test/chatpb"
)

type Client struct {
	chat   chatpb.ChatClient
	mu     sync.Mutex
	stream chatpb.Chat_ConnectClient
}

func New(chat chatpb.ChatClient, stream chatpb.Chat_ConnectClient) *Client {
	c := &Client{chat: chat, stream: stream}
	go c.heartbeat()
	return c
}

func (c *Client) Reconnect(ctx context.Context) error {
	stream, err := c.chat.Connect(ctx)
	if err != nil {
		return err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.stream = stream
	return nil
}

func (c *Client) heartbeat() {
	for range time.Tick(time.Second) {
		c.mu.Lock()
		c.stream.Send(&chatpb.Msg{Text: "ping"})
		c.mu.Unlock()
	}
}

func (c *Client) Send(m *chatpb.Msg) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.stream.Send(m)
}
