// The unexported method that sends is called by the loop only.
package silent

import "streamvet.test/chatpb"

type Client struct {
	stream chatpb.Chat_ConnectClient
	texts  chan string
}

func New(stream chatpb.Chat_ConnectClient) *Client {
	c := &Client{stream, make(chan string)}
	go c.loop()
	return c
}

func (c *Client) loop() {
	for text := range c.texts {
		c.send(text)
	}
}

func (c *Client) send(text string) {
	c.stream.Send(&chatpb.Msg{Text: text})
}

func (c *Client) Say(text string) {
	c.texts <- text
}
