// Package wire has exported methods and no goroutine: no evidence by itself.
package wire

import "streamvet.test/oldchatpb"

type Conn struct {
	stream oldchatpb.Chat_ConnectClient
}

func New(stream oldchatpb.Chat_ConnectClient) *Conn {
	return &Conn{stream}
}

func (c *Conn) Ping() error {
	_, err := c.stream.Recv()
	return err
}

func (c *Conn) Say(text string) error {
	return c.stream.Send(&oldchatpb.Msg{Text: text})
}
