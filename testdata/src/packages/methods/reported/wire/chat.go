// Package wire has exported methods and no goroutine: no evidence by itself.
package wire

import "streamvet.test/chatpb"

type Conn struct {
	stream chatpb.Chat_ConnectClient
}

func New(stream chatpb.Chat_ConnectClient) *Conn {
	return &Conn{stream}
}

func (c *Conn) Ping() error {
	return c.stream.Send(&chatpb.Msg{Text: "ping"})
}

func (c *Conn) Say(text string) error {
	return c.stream.Send(&chatpb.Msg{Text: text})
}
