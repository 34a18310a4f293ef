// The callback closes the stream through the wrapper that locks, behind an interface.
package silent

import (
	"context"
	"sync"

	"streamvet.test/chatpb"
)

// safe takes a lock around everything that sends.
type safe struct {
	mu sync.Mutex
	chatpb.Chat_ConnectClient
}

func (s *safe) Send(m *chatpb.Msg) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.Chat_ConnectClient.Send(m)
}

func (s *safe) CloseSend() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.Chat_ConnectClient.CloseSend()
}

// NewClient returns a channel over a client's stream.
func NewClient(stream chatpb.Chat_ConnectClient) *Channel {
	stream = &safe{Chat_ConnectClient: stream}
	return newChannel(stream, func() { stream.CloseSend() })
}

// NewServer returns a channel over a server's stream.
func NewServer(stream chatpb.Chat_ConnectServer) *Channel { return newChannel(stream, nil) }

type sendRecver interface {
	Context() context.Context
	Send(*chatpb.Msg) error
	Recv() (*chatpb.Msg, error)
}

type Channel struct {
	stream  sendRecver
	onClose func()
}

func newChannel(stream sendRecver, onClose func()) *Channel {
	c := &Channel{stream, onClose}
	go c.loop()
	return c
}

func (c *Channel) loop() {
	for {
		if _, err := c.stream.Recv(); err != nil {
			if c.onClose != nil {
				c.onClose()
			}
			return
		}
	}
}

func (c *Channel) Publish(m *chatpb.Msg) error { return c.stream.Send(m) }
