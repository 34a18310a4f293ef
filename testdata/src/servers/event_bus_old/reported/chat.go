// The handlers' callbacks send, and the bus calls them from all publishers.
package reported

import (
	"context"
	"sync"

	"streamvet.test/oldchatpb"
)

type bus struct {
	mu          sync.RWMutex
	subscribers []func(*oldchatpb.Msg)
}

func (b *bus) subscribe(f func(*oldchatpb.Msg)) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.subscribers = append(b.subscribers, f)
}

func (b *bus) publish(m *oldchatpb.Msg) {
	b.mu.RLock()
	defer b.mu.RUnlock()
	for _, f := range b.subscribers {
		f(m)
	}
}

type server struct {
	oldchatpb.UnimplementedChatServer
	bus bus
}

func (s *server) Publish(ctx context.Context, m *oldchatpb.Msg) (*oldchatpb.Ack, error) {
	s.bus.publish(m)
	return &oldchatpb.Ack{}, nil
}

func (s *server) Watch(r *oldchatpb.WatchRequest, stream oldchatpb.Chat_WatchServer) error {
	s.bus.subscribe(func(m *oldchatpb.Msg) {
		stream.Send(m) // want "sendsend"
	})
	<-stream.Context().Done()
	return nil
}
