// The mutex is in an embedded part, whose loop sends without it.
package reported

import (
	"sync"
	"time"

	"streamvet.test/chatpb"
)

type base struct {
	mu     sync.Mutex
	stream chatpb.Chat_ConnectClient
}

func (b *base) heartbeat() {
	for range time.Tick(time.Second) {
		b.stream.Send(&chatpb.Msg{Text: "ping"}) // want "sendsend"
	}
}

type Client struct {
	base
	name string
}

func New(stream chatpb.Chat_ConnectClient, name string) *Client {
	c := &Client{name: name}
	c.stream = stream
	go c.heartbeat()
	return c
}

func (c *Client) Say(text string) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.stream.Send(&chatpb.Msg{From: c.name, Text: text})
}
