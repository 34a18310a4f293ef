// The stream has a writer goroutine fed by a channel, and urgent messages go around it.
package reported

import "streamvet.test/chatpb"

type Client struct {
	stream         chatpb.Chat_ConnectClient
	normal, urgent chan *chatpb.Msg
}

func New(stream chatpb.Chat_ConnectClient) *Client {
	c := &Client{stream, make(chan *chatpb.Msg), make(chan *chatpb.Msg)}
	go c.write()
	return c
}

func (c *Client) write() {
	for {
		var m *chatpb.Msg
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
	c.normal <- &chatpb.Msg{Text: text}
}

func (c *Client) Alert(text string) {
	c.stream.Send(&chatpb.Msg{Text: text})
}
