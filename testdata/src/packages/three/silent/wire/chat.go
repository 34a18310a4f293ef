// Package wire has one step.
package wire

import "streamvet.test/chatpb"

type Conn struct {
	stream chatpb.Chat_ConnectClient
}

func New(stream chatpb.Chat_ConnectClient) *Conn {
	return &Conn{stream}
}

func (c *Conn) Step() error {
	_, err := c.stream.Recv()
	return err
}
