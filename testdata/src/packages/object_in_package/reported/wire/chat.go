// Package wire has an object with a goroutine and a method that send.
package wire

import (
	"sync"
	"time"

	"streamvet.test/chatpb"
)

type Conn struct {
	mu     sync.Mutex
	stream chatpb.Chat_ConnectClient
}

func New(stream chatpb.Chat_ConnectClient) *Conn {
	c := &Conn{stream: stream}
	go c.heartbeat()
	return c
}

func (c *Conn) heartbeat() {
	for range time.Tick(time.Second) {
		c.stream.Send(&chatpb.Msg{Text: "ping"}) // want "sendsend"
	}
}

func (c *Conn) Say(text string) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.stream.Send(&chatpb.Msg{Text: text})
}

func (c *Conn) Check() error {
	return c.stream.Context().Err()
}
