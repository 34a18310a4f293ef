// Package wire has a type with an exported field.
package wire

import "streamvet.test/chatpb"

type Conn struct {
	Stream chatpb.Chat_ConnectClient
}

func (c *Conn) Step() error {
	return c.Stream.Send(&chatpb.Msg{Text: "hello"})
}
