// The entry has stream, mutex and done channel; the welcome goes around the mutex.
package reported

import (
	"context"
	"sync"

	"streamvet.test/oldchatpb"
)

type client struct {
	mu     sync.Mutex
	stream oldchatpb.Chat_WatchServer
	done   chan error
}

type server struct {
	oldchatpb.UnimplementedChatServer
	mu      sync.Mutex
	clients map[string]*client
}

func (s *server) Publish(ctx context.Context, m *oldchatpb.Msg) (*oldchatpb.Ack, error) {
	s.mu.Lock()
	c := s.clients[m.Room]
	s.mu.Unlock()
	c.mu.Lock()
	defer c.mu.Unlock()
	if err := c.stream.Send(m); err != nil {
		c.done <- err
	}
	return &oldchatpb.Ack{Count: 1}, nil
}

func (s *server) Watch(r *oldchatpb.WatchRequest, stream oldchatpb.Chat_WatchServer) error {
	c := &client{stream: stream, done: make(chan error, 16)}
	s.mu.Lock()
	s.clients[r.Room] = c
	s.mu.Unlock()
	c.stream.Send(&oldchatpb.Msg{Text: "welcome"}) // want "sendsend"
	return <-c.done
}
