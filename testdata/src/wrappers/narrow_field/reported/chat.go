// The field holds a wrapped client stream, whose Send doesn't lock, or a server's stream.
package reported

import (
	"sync"

	"streamvet.test/chatpb"
)

type sendRecver interface {
	Send(*chatpb.Msg) error
	Recv() (*chatpb.Msg, error)
}

type Channel struct {
	stream   sendRecver
	tearDown func()
}

func newChannel(stream sendRecver, tearDown func()) *Channel {
	c := &Channel{stream: stream, tearDown: tearDown}
	go c.receive()
	return c
}

func (c *Channel) receive() {
	for {
		if _, err := c.stream.Recv(); err != nil {
			c.tearDown()
			return
		}
	}
}

func (c *Channel) Invoke(m *chatpb.Msg) error {
	return c.stream.Send(m)
}

// NewChannel is for client streams, which are wrapped.
func NewChannel(stream chatpb.Chat_ConnectClient) *Channel {
	stream = &safe{Chat_ConnectClient: stream}
	return newChannel(stream, func() { _ = stream.CloseSend() })
}

type server struct {
	chatpb.UnimplementedChatServer
}

func (s *server) Connect(stream chatpb.Chat_ConnectServer) error {
	c := newChannel(stream, func() {})
	return c.Invoke(&chatpb.Msg{})
}

type safe struct {
	mu sync.Mutex
	chatpb.Chat_ConnectClient
}

func (s *safe) CloseSend() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.Chat_ConnectClient.CloseSend() // want "closesend"
}

func (s *safe) Send(m *chatpb.Msg) error {
	return s.Chat_ConnectClient.Send(m)
}
