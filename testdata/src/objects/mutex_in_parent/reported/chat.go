// The parent's mutex guards its child's stream, but the loop doesn't take it.
package reported

import (
	"sync"
	"time"

	"streamvet.test/chatpb"
)

type Client struct {
	mu      sync.Mutex
	session *session
}

type session struct {
	stream chatpb.Chat_ConnectClient
}

func New(stream chatpb.Chat_ConnectClient) *Client {
	c := &Client{session: &session{stream}}
	go c.heartbeat()
	return c
}

func (c *Client) heartbeat() {
	for range time.Tick(time.Second) {
		c.session.stream.Send(&chatpb.Msg{Text: "ping"}) // want "sendsend"
	}
}

func (c *Client) Send(m *chatpb.Msg) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.session.stream.Send(m)
}
