// The first Send starts the heartbeat, which sends beside it.
package reported

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
		if err := c.stream.Send(&chatpb.Msg{Text: "ping"}); err != nil { // want "sendsend"
			return
		}
	}
}
