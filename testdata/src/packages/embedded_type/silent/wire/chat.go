// Package wire has a method to promote.
package wire

import "streamvet.test/chatpb"

type Conn struct {
	Stream chatpb.Chat_ConnectClient
}

func (c *Conn) Say(text string) error {
	return c.Stream.Send(&chatpb.Msg{Text: text})
}
