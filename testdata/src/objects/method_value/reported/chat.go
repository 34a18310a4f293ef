// The timer gets a method value that sends, beside the exported method.
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
	time.AfterFunc(time.Second, c.ping)
	return c
}

func (c *Client) ping() {
	c.stream.Send(&chatpb.Msg{Text: "ping"}) // want "sendsend"
}

func (c *Client) Send(m *chatpb.Msg) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.stream.Send(m)
}
