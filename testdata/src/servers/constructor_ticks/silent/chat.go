// The server's constructor starts a ticker that feeds the handlers' queues.
package silent

import (
	"sync"
	"time"

	"streamvet.test/chatpb"
)

type Server struct {
	chatpb.UnimplementedChatServer
	mu      sync.Mutex
	clients map[*client]bool
}

type client struct {
	stream chatpb.Chat_WatchServer
	queue  chan *chatpb.Msg
}

func NewServer() *Server {
	s := &Server{clients: make(map[*client]bool)}
	go s.tick()
	return s
}

func (s *Server) tick() {
	for range time.Tick(time.Second) {
		s.mu.Lock()
		for c := range s.clients {
			c.queue <- &chatpb.Msg{Text: "tick"}
		}
		s.mu.Unlock()
	}
}

func (s *Server) Watch(r *chatpb.WatchRequest, stream chatpb.Chat_WatchServer) error {
	c := &client{stream, make(chan *chatpb.Msg, 16)}
	s.mu.Lock()
	s.clients[c] = true
	s.mu.Unlock()
	for m := range c.queue {
		if err := c.stream.Send(m); err != nil {
			return err
		}
	}
	return nil
}
