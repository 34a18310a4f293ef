// The first Send starts the receive loop.
package silent

import (
	"sync"

	"streamvet.test/chatpb"
)

type Client struct {
	once   sync.Once
	stream chatpb.Chat_ConnectClient
}

func (c *Client) Send(m *chatpb.Msg) error {
	c.once.Do(func() {
		go c.loop()
	})
	return c.stream.Send(m)
}

func (c *Client) loop() {
	for {
		if _, err := c.stream.Recv(); err != nil {
			return
		}
	}
}
