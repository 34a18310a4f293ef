// A client that is started has a sender, and watching starts another one on the same stream.
package reported

import (
	"context"
	"time"

	"streamvet.test/chatpb"
)

// A Client talks to a server.
type Client struct {
	chat   chatpb.ChatClient
	stream chatpb.Chat_ConnectClient
}

// New returns a client that is not started.
func New(chat chatpb.ChatClient) *Client { return &Client{chat: chat} }

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

// Watch sends what happens.
func (c *Client) Watch(events <-chan string) {
	if c.stream == nil {
		return
	}
	go func() {
		for e := range events {
			c.stream.Send(&chatpb.Msg{Text: e})
		}
	}()
}

func (c *Client) run() {
	for range time.Tick(time.Minute) {
		if c.stream.Send(&chatpb.Msg{Text: "ping"}) != nil { // want "sendsend"
			return
		}
	}
}
