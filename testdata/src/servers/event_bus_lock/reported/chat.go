// The bus calls the handlers' callbacks with a read lock.
package reported

import (
	"context"
	"sync"

	"streamvet.test/chatpb"
)

type bus struct {
	mu          sync.RWMutex
	subscribers map[string]func(*chatpb.Msg)
}

func (b *bus) subscribe(name string, f func(*chatpb.Msg)) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.subscribers[name] = f
}

func (b *bus) publish(m *chatpb.Msg) {
	b.mu.RLock()
	defer b.mu.RUnlock()
	for _, f := range b.subscribers {
		f(m)
	}
}

type server struct {
	chatpb.UnimplementedChatServer
	bus *bus
}

func (s *server) Publish(ctx context.Context, m *chatpb.Msg) (*chatpb.Ack, error) {
	s.bus.publish(m)
	return &chatpb.Ack{}, nil
}

func (s *server) Watch(r *chatpb.WatchRequest, stream chatpb.Chat_WatchServer) error {
	s.bus.subscribe(r.Room, func(m *chatpb.Msg) {
		stream.Send(m) // want "sendsend"
	})
	<-stream.Context().Done()
	return nil
}
