// Handlers fill each other's queues, and each drains its own.
package silent

import (
	"context"
	"sync"

	"streamvet.test/chatpb"
)

type client struct {
	stream chatpb.Chat_WatchServer
	queue  chan *chatpb.Msg
}

type server struct {
	chatpb.UnimplementedChatServer
	mu      sync.Mutex
	clients map[string]*client
}

func (s *server) Publish(ctx context.Context, m *chatpb.Msg) (*chatpb.Ack, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, c := range s.clients {
		c.queue <- m
	}
	return &chatpb.Ack{}, nil
}

func (s *server) Watch(r *chatpb.WatchRequest, stream chatpb.Chat_WatchServer) error {
	c := &client{stream, make(chan *chatpb.Msg, 16)}
	s.mu.Lock()
	s.clients[r.Room] = c
	s.mu.Unlock()
	for m := range c.queue {
		if err := c.stream.Send(m); err != nil {
			return err
		}
	}
	return nil
}
