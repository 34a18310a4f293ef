// A chat server keeps the streams in a map, and every handler sends to all.
package reported

import (
	"context"
	"log"
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
		c.stream.Send(m) // want "sendsend"
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
			log.Print(m.Text)
		case <-stream.Context().Done():
			return nil
		}
	}
}
