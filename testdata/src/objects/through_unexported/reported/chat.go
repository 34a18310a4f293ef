// The unexported method that sends is called by an exported one.
package reported

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
		c.stream.Send(&chatpb.Msg{Text: text}) // want "sendsend"
	}
}

func (c *Client) send(text string) {
	c.stream.Send(&chatpb.Msg{Text: text})
}

func (c *Client) Say(text string) {
	c.send(text)
}
