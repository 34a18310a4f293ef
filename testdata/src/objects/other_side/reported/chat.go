// There is a goroutine, and it sends beside an exported method.
package reported

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
		if err := c.stream.Send(&chatpb.Msg{Text: "ping"}); err != nil { // want "sendsend"
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
