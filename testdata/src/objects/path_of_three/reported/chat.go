// A path of three: the loop sends on the stream of the connection of the session.
package reported

import "streamvet.test/chatpb"

type Client struct {
	session *session
}

type session struct {
	conn *conn
}

type conn struct {
	stream chatpb.Chat_ConnectClient
}

func New(stream chatpb.Chat_ConnectClient) *Client {
	c := &Client{&session{&conn{stream}}}
	go c.loop()
	return c
}

func (c *Client) loop() {
	for {
		if err := c.session.conn.stream.Send(&chatpb.Msg{Text: "ping"}); err != nil { // want "sendsend"
			return
		}
	}
}

func (c *Client) Send(m *chatpb.Msg) error {
	return c.session.conn.stream.Send(m)
}
