// Package wire has an object with a goroutine.
package wire

import "streamvet.test/oldchatpb"

type Conn struct {
	stream oldchatpb.Chat_ConnectClient
}

func New(stream oldchatpb.Chat_ConnectClient) *Conn {
	c := &Conn{stream}
	go c.loop()
	return c
}

func (c *Conn) loop() {
	for {
		if err := c.stream.Send(&oldchatpb.Msg{Text: "ping"}); err != nil {
			return
		}
	}
}
