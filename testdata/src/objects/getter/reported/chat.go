// A getter takes the lock, and gives it back with the stream in hand.
package reported

import (
	"sync"
	"time"

	"streamvet.test/chatpb"
)

type Client struct {
	mu     sync.Mutex
	stream chatpb.Chat_ConnectClient
}

func New(stream chatpb.Chat_ConnectClient) *Client {
	c := &Client{stream: stream}
	go c.heartbeat()
	return c
}

func (c *Client) current() chatpb.Chat_ConnectClient {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.stream
}

func (c *Client) heartbeat() {
	for range time.Tick(time.Second) {
		c.current().Send(&chatpb.Msg{Text: "ping"}) // want "sendsend"
	}
}

func (c *Client) Send(m *chatpb.Msg) error {
	return c.current().Send(m)
}
