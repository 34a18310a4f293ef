// The handlers' callbacks fill a queue, which each handler drains.
package silent

import (
	"context"
	"sync"

	"streamvet.test/chatpb"
)

type bus struct {
	mu          sync.RWMutex
	subscribers []func(*chatpb.Msg)
}

func (b *bus) subscribe(f func(*chatpb.Msg)) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.subscribers = append(b.subscribers, f)
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
	bus bus
}

func (s *server) Publish(ctx context.Context, m *chatpb.Msg) (*chatpb.Ack, error) {
	s.bus.publish(m)
	return &chatpb.Ack{}, nil
}

func (s *server) Watch(r *chatpb.WatchRequest, stream chatpb.Chat_WatchServer) error {
	queue := make(chan *chatpb.Msg, 16)
	s.bus.subscribe(func(m *chatpb.Msg) {
		queue <- m
	})
	for m := range queue {
		if err := stream.Send(m); err != nil {
			return err
		}
	}
	return nil
}
