// Package wire has an object with options.
package wire

import "streamvet.test/chatpb"

type Conn struct {
	stream chatpb.Chat_ConnectClient
}

type Option func(*Conn)

func WithLoop() Option {
	return func(c *Conn) {
		go c.loop()
	}
}

func New(stream chatpb.Chat_ConnectClient, options ...Option) *Conn {
	c := &Conn{stream}
	for _, o := range options {
		o(c)
	}
	return c
}

func (c *Conn) loop() {
	for {
		if _, err := c.stream.Recv(); err != nil {
			return
		}
	}
}
