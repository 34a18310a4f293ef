// Handlers send on each other's streams.
package reported

import (
	"context"
	"sync"

	"streamvet.test/oldchatpb"
)

type client struct {
	stream oldchatpb.Chat_WatchServer
	queue  chan *oldchatpb.Msg
}

type server struct {
	oldchatpb.UnimplementedChatServer
	mu      sync.Mutex
	clients map[string]*client
}

func (s *server) Publish(ctx context.Context, m *oldchatpb.Msg) (*oldchatpb.Ack, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, c := range s.clients {
		c.stream.Send(m)
	}
	return &oldchatpb.Ack{}, nil
}

func (s *server) Watch(r *oldchatpb.WatchRequest, stream oldchatpb.Chat_WatchServer) error {
	c := &client{stream, make(chan *oldchatpb.Msg, 16)}
	s.mu.Lock()
	s.clients[r.Room] = c
	s.mu.Unlock()
	for m := range c.queue {
		if err := c.stream.Send(m); err != nil { // want "sendsend"
			return err
		}
	}
	return nil
}
