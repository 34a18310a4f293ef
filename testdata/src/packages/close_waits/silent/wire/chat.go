// Package wire has an object with a goroutine, and a Close.
package wire

import (
	"time"

	"streamvet.test/chatpb"
)

type Conn struct {
	stream     chatpb.Chat_ConnectClient
	quit, done chan struct{}
}

func New(stream chatpb.Chat_ConnectClient) *Conn {
	c := &Conn{stream, make(chan struct{}), make(chan struct{})}
	go c.heartbeat()
	return c
}

func (c *Conn) heartbeat() {
	defer close(c.done)
	for {
		select {
		case <-c.quit:
			return
		case <-time.After(time.Second):
			c.stream.Send(&chatpb.Msg{Text: "ping"})
		}
	}
}

func (c *Conn) Close() {
	close(c.quit)
	<-c.done
}
