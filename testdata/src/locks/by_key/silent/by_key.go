// Each name has a mutex beside the map of streams: it is the first that was stored.
package silent

import (
	"context"
	"sync"

	"streamvet.test/chatpb"
)

type server struct {
	chatpb.UnimplementedChatServer
	streams sync.Map // of chatpb.Chat_WatchServer, by name
	locks   sync.Map // of *sync.Mutex, by name
}

func (s *server) lock(name string) *sync.Mutex {
	if mu, ok := s.locks.Load(name); ok {
		return mu.(*sync.Mutex)
	}
	mu, _ := s.locks.LoadOrStore(name, new(sync.Mutex))
	return mu.(*sync.Mutex)
}

func (s *server) deliver(name string, m *chatpb.Msg) error {
	mu := s.lock(name)
	mu.Lock()
	defer mu.Unlock()
	stream, ok := s.streams.Load(name)
	if !ok {
		return nil
	}
	return stream.(chatpb.Chat_WatchServer).Send(m)
}

func (s *server) Publish(_ context.Context, m *chatpb.Msg) (*chatpb.Ack, error) {
	return &chatpb.Ack{}, s.deliver(m.Room, m)
}

func (s *server) Watch(r *chatpb.WatchRequest, stream chatpb.Chat_WatchServer) error {
	if _, loaded := s.streams.LoadOrStore(r.Room, stream); loaded {
		return nil
	}
	defer s.streams.Delete(r.Room)
	<-stream.Context().Done()
	return nil
}
