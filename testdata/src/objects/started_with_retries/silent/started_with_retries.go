// A client is started, or started with retries, but not both: each of its sessions has one sender.
package silent

import (
	"context"
	"time"

	"streamvet.test/chatpb"
)

// A Client talks to a server.
type Client struct {
	chat    chatpb.ChatClient
	stream  chatpb.Chat_ConnectClient
	retries int
}

// New returns a client that is not started.
func New(chat chatpb.ChatClient) *Client { return &Client{chat: chat, retries: 3} }

// Start opens a stream and sends on it.
func (c *Client) Start(ctx context.Context) error {
	stream, err := c.chat.Connect(ctx)
	if err != nil {
		return err
	}
	c.stream = stream
	go c.run()
	return nil
}

// StartWithRetries does so until it succeeds.
func (c *Client) StartWithRetries(ctx context.Context) error {
	var err error
	for range c.retries {
		if err = c.Start(ctx); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

func (c *Client) run() {
	for range time.Tick(time.Minute) {
		if c.stream.Send(&chatpb.Msg{Text: "ping"}) != nil {
			return
		}
	}
}
