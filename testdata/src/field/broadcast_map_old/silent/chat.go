// A chat server keeps a queue for each client in a map, which the client's handler drains.
package silent

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
	mu      sync.RWMutex
	clients map[string]*client
}

func (s *server) Publish(ctx context.Context, m *oldchatpb.Msg) (*oldchatpb.Ack, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	for _, c := range s.clients {
		select {
		case c.queue <- m:
		default:
		}
	}
	return &oldchatpb.Ack{Count: int32(len(s.clients))}, nil
}

func (s *server) Watch(r *oldchatpb.WatchRequest, stream oldchatpb.Chat_WatchServer) error {
	c := &client{stream, make(chan *oldchatpb.Msg, 16)}
	s.mu.Lock()
	s.clients[r.Room] = c
	s.mu.Unlock()
	defer func() {
		s.mu.Lock()
		delete(s.clients, r.Room)
		s.mu.Unlock()
	}()
	for {
		select {
		case m := <-c.queue:
			if err := stream.Send(m); err != nil {
				return err
			}
		case <-stream.Context().Done():
			return nil
		}
	}
}
