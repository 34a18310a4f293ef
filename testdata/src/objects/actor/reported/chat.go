// The actor's loop sends what comes over its channel, and one method goes around it.
package reported

import "streamvet.test/chatpb"

type Client struct {
	stream   chatpb.Chat_ConnectClient
	commands chan *chatpb.Msg
}

func New(stream chatpb.Chat_ConnectClient) *Client {
	c := &Client{stream: stream, commands: make(chan *chatpb.Msg)}
	go c.loop()
	return c
}

func (c *Client) loop() {
	for m := range c.commands {
		c.stream.Send(m) // want "sendsend"
	}
}

func (c *Client) Say(text string) {
	c.commands <- &chatpb.Msg{Text: text}
}

func (c *Client) Shout(text string) {
	c.stream.Send(&chatpb.Msg{Text: text + "!"})
}
