// The entry has stream, mutex and done channel; the welcome goes around the mutex.
package reported

import (
	"context"
	"sync"

	"streamvet.test/chatpb"
)

type client struct {
	mu     sync.Mutex
	stream chatpb.Chat_WatchServer
	done   chan error
}

type server struct {
	chatpb.UnimplementedChatServer
	mu      sync.Mutex
	clients map[string]*client
}

func (s *server) Publish(ctx context.Context, m *chatpb.Msg) (*chatpb.Ack, error) {
	s.mu.Lock()
	c := s.clients[m.Room]
	s.mu.Unlock()
	c.mu.Lock()
	defer c.mu.Unlock()
	if err := c.stream.Send(m); err != nil {
		c.done <- err
	}
	return &chatpb.Ack{Count: 1}, nil
}

func (s *server) Watch(r *chatpb.WatchRequest, stream chatpb.Chat_WatchServer) error {
	c := &client{stream: stream, done: make(chan error, 16)}
	s.mu.Lock()
	s.clients[r.Room] = c
	s.mu.Unlock()
	c.stream.Send(&chatpb.Msg{Text: "welcome"}) // want "sendsend"
	return <-c.done
}
