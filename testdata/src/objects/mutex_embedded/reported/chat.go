// The mutex is embedded, and one side doesn't take it.
package reported

import (
	"sync"
	"time"

	"streamvet.test/chatpb"
)

type Client struct {
	sync.Mutex
	stream chatpb.Chat_ConnectClient
}

func New(stream chatpb.Chat_ConnectClient) *Client {
	c := &Client{stream: stream}
	go c.heartbeat()
	return c
}

func (c *Client) heartbeat() {
	for range time.Tick(time.Second) {
		c.Lock()
		c.stream.Send(&chatpb.Msg{Text: "ping"}) // want "sendsend"
		c.Unlock()
	}
}

func (c *Client) Send(m *chatpb.Msg) error {
	return c.stream.Send(m)
}
