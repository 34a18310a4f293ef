// The actor's loop sends what comes over its channel, and no method goes around it.
package silent

import "streamvet.test/oldchatpb"

type Client struct {
	stream   oldchatpb.Chat_ConnectClient
	commands chan *oldchatpb.Msg
}

func New(stream oldchatpb.Chat_ConnectClient) *Client {
	c := &Client{stream: stream, commands: make(chan *oldchatpb.Msg)}
	go c.loop()
	return c
}

func (c *Client) loop() {
	for m := range c.commands {
		c.stream.Send(m)
	}
}

func (c *Client) Say(text string) {
	c.commands <- &oldchatpb.Msg{Text: text}
}

func (c *Client) Shout(text string) {
	c.commands <- &oldchatpb.Msg{Text: text + "!"}
}
