// The child has a pointer to the parent with the mutex, and its loop doesn't take it.
package reported

import (
	"sync"
	"time"

	"streamvet.test/chatpb"
)

type Client struct {
	mu      sync.Mutex
	session *session
}

type session struct {
	parent *Client
	stream chatpb.Chat_ConnectClient
}

func New(stream chatpb.Chat_ConnectClient) *Client {
	c := &Client{}
	c.session = &session{c, stream}
	go c.session.heartbeat()
	return c
}

func (s *session) heartbeat() {
	for range time.Tick(time.Second) {
		s.stream.Send(&chatpb.Msg{Text: "ping"}) // want "sendsend"
	}
}

func (s *session) send(m *chatpb.Msg) error {
	s.parent.mu.Lock()
	defer s.parent.mu.Unlock()
	return s.stream.Send(m)
}

func (c *Client) Send(m *chatpb.Msg) error {
	return c.session.send(m)
}
