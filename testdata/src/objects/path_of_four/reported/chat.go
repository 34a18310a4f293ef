// A path of four, each step a method of its own: the loop sends.
package reported

import "streamvet.test/chatpb"

type Client struct {
	pool *pool
}

type pool struct {
	session *session
}

type session struct {
	conn conn
}

type conn struct {
	stream chatpb.Chat_ConnectClient
}

func New(stream chatpb.Chat_ConnectClient) *Client {
	c := &Client{&pool{&session{conn{stream}}}}
	go c.loop()
	return c
}

func (c *Client) loop() {
	for {
		if err := c.pool.session.conn.stream.Send(&chatpb.Msg{Text: "ping"}); err != nil { // want "sendsend"
			return
		}
	}
}

func (c *Client) Send(m *chatpb.Msg) error  { return c.pool.send(m) }
func (p *pool) send(m *chatpb.Msg) error    { return p.session.send(m) }
func (s *session) send(m *chatpb.Msg) error { return s.conn.send(m) }
func (c *conn) send(m *chatpb.Msg) error    { return c.stream.Send(m) }
