// Package wire has an object with a Close.
package wire

import (
	"context"

	"streamvet.test/chatpb"
)

type Conn struct {
	stream chatpb.Chat_ConnectClient
	cancel context.CancelFunc
}

func New(stream chatpb.Chat_ConnectClient, cancel context.CancelFunc) *Conn {
	return &Conn{stream, cancel}
}

func (c *Conn) Close() error {
	c.cancel()
	return nil
}
