// A chat server keeps a queue for each client in a map, which the client's handler drains.
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
	mu      sync.RWMutex
	clients map[string]*client
}

func (s *server) Publish(ctx context.Context, m *chatpb.Msg) (*chatpb.Ack, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	for _, c := range s.clients {
		select {
		case c.queue <- m:
		default:
		}
	}
	return &chatpb.Ack{Count: int32(len(s.clients))}, nil
}

func (s *server) Watch(r *chatpb.WatchRequest, stream chatpb.Chat_WatchServer) error {
	c := &client{stream, make(chan *chatpb.Msg, 16)}
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
