// The actor's loop sends what comes over its channel, and one method goes around it.
package reported

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
		c.stream.Send(m) // want "sendsend"
	}
}

func (c *Client) Say(text string) {
	c.commands <- &oldchatpb.Msg{Text: text}
}

func (c *Client) Shout(text string) {
	c.stream.Send(&oldchatpb.Msg{Text: text + "!"})
}
