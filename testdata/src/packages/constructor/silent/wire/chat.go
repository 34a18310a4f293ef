// Package wire has an object with a goroutine.
package wire

import "streamvet.test/chatpb"

type Conn struct {
	stream chatpb.Chat_ConnectClient
}

func New(stream chatpb.Chat_ConnectClient) *Conn {
	c := &Conn{stream}
	go c.loop()
	return c
}

func (c *Conn) loop() {
	for {
		if _, err := c.stream.Recv(); err != nil {
			return
		}
	}
}
