// Package wire has a stream with a Send of its own.
package wire

import (
	"sync"

	"streamvet.test/chatpb"
)

type Conn struct {
	mu     sync.Mutex
	stream chatpb.Chat_ConnectClient
	sent   int
}

func New(stream chatpb.Chat_ConnectClient) *Conn {
	return &Conn{stream: stream}
}

func (c *Conn) Send(m *chatpb.Msg) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.sent++
	return c.stream.Send(m)
}
