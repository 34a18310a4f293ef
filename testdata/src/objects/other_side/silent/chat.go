// There is a goroutine, but it receives: two exported senders are no evidence.
package silent

import "streamvet.test/chatpb"

type Client struct {
	stream chatpb.Chat_ConnectClient
}

func New(stream chatpb.Chat_ConnectClient) *Client {
	c := &Client{stream}
	go c.loop()
	return c
}

func (c *Client) loop() {
	for {
		if _, err := c.stream.Recv(); err != nil {
			return
		}
	}
}

func (c *Client) Say(text string) error {
	return c.stream.Send(&chatpb.Msg{Text: text})
}

func (c *Client) Ask(text string) error {
	return c.stream.Send(&chatpb.Msg{Text: text + "?"})
}
