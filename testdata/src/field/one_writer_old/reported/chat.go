// The stream has a writer goroutine fed by a channel, and urgent messages go around it.
package reported

import "streamvet.test/oldchatpb"

type Client struct {
	stream         oldchatpb.Chat_ConnectClient
	normal, urgent chan *oldchatpb.Msg
}

func New(stream oldchatpb.Chat_ConnectClient) *Client {
	c := &Client{stream, make(chan *oldchatpb.Msg), make(chan *oldchatpb.Msg)}
	go c.write()
	return c
}

func (c *Client) write() {
	for {
		var m *oldchatpb.Msg
		select {
		case m = <-c.urgent:
		case m = <-c.normal:
		}
		if err := c.stream.Send(m); err != nil { // want "sendsend"
			return
		}
	}
}

func (c *Client) Say(text string) {
	c.normal <- &oldchatpb.Msg{Text: text}
}

func (c *Client) Alert(text string) {
	c.stream.Send(&oldchatpb.Msg{Text: text})
}
