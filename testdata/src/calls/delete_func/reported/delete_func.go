// Publishers deliver to the clients of a slice from a callback, with the mutex of the topic.
package reported

import (
	"context"
	"slices"
	"sync"

	"streamvet.test/chatpb"
)

type client struct {
	mu     sync.Mutex
	stream chatpb.Chat_WatchServer
}

func (c *client) deliver(text string) bool {
	return c.stream.Send(&chatpb.Msg{Text: text}) == nil // want "sendsend"
}

type topic struct {
	mu      sync.Mutex
	clients []*client
}

func (t *topic) publish(text string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.clients = slices.DeleteFunc(t.clients, func(c *client) bool { return !c.deliver(text) })
}

func (t *topic) add(c *client) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.clients = append(t.clients, c)
}

type server struct {
	chatpb.UnimplementedChatServer
	mu     sync.Mutex
	topics map[string]*topic
}

func (s *server) topic(name string) *topic {
	s.mu.Lock()
	defer s.mu.Unlock()
	t := s.topics[name]
	if t == nil {
		t = &topic{}
		s.topics[name] = t
	}
	return t
}

func (s *server) Publish(_ context.Context, m *chatpb.Msg) (*chatpb.Ack, error) {
	s.topic(m.Room).publish(m.Text)
	return &chatpb.Ack{}, nil
}

func (s *server) Watch(r *chatpb.WatchRequest, stream chatpb.Chat_WatchServer) error {
	c := &client{stream: stream}
	s.topic(r.Room).add(c)
	s.topic("all").add(c)
	<-stream.Context().Done()
	return nil
}
