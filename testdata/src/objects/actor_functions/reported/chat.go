// The actor's loop runs functions, and one method runs its own outside the loop.
package reported

import "streamvet.test/chatpb"

type Client struct {
	stream chatpb.Chat_ConnectClient
	tasks  chan func()
}

func New(stream chatpb.Chat_ConnectClient) *Client {
	c := &Client{stream: stream, tasks: make(chan func())}
	go c.loop()
	return c
}

func (c *Client) loop() {
	for task := range c.tasks {
		task()
	}
}

func (c *Client) Say(text string) {
	c.tasks <- func() {
		c.stream.Send(&chatpb.Msg{Text: text}) // want "sendsend"
	}
}

func (c *Client) Shout(text string) {
	task := func() {
		c.stream.Send(&chatpb.Msg{Text: text + "!"})
	}
	task()
}
