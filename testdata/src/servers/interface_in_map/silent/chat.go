// The streams of watchers are kept as an interface, and send one message at a time.
package silent

import (
	"context"
	"sync"

	"streamvet.test/chatpb"
)

type sender interface {
	Send(*chatpb.Msg) error
}

type careful struct {
	mu sync.Mutex
	to sender
}

func (c *careful) Send(m *chatpb.Msg) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.to.Send(m)
}

type server struct {
	chatpb.UnimplementedChatServer
	mu      sync.RWMutex
	senders map[string]sender
}

func (s *server) find(room string) sender {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.senders[room]
}

func (s *server) Watch(req *chatpb.WatchRequest, stream chatpb.Chat_WatchServer) error {
	var to sender = &careful{to: stream}
	s.mu.Lock()
	s.senders[req.GetRoom()] = to
	s.mu.Unlock()
	<-stream.Context().Done()
	return nil
}

func (s *server) Publish(_ context.Context, m *chatpb.Msg) (*chatpb.Ack, error) {
	return &chatpb.Ack{}, s.find(m.GetRoom()).Send(m)
}
