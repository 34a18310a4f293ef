// Package wire has an object with a goroutine, and a Close.
package wire

import (
	"time"

	"streamvet.test/oldchatpb"
)

type Conn struct {
	stream     oldchatpb.Chat_ConnectClient
	quit, done chan struct{}
}

func New(stream oldchatpb.Chat_ConnectClient) *Conn {
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
			c.stream.Send(&oldchatpb.Msg{Text: "ping"})
		}
	}
}

func (c *Conn) Close() {
	close(c.quit)
	<-c.done
}
