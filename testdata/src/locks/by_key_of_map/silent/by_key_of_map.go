// Each name has a mutex in a map beside that of the streams, of the receiver's name.
package silent

import (
	"context"
	"sync"

	"streamvet.test/chatpb"
)

type server struct {
	chatpb.UnimplementedChatServer
	mu      sync.Mutex
	streams map[string]chatpb.Chat_WatchServer
	locks   map[string]*sync.Mutex
}

func (s *server) deliver(from, to string, m *chatpb.Msg) error {
	s.mu.Lock()
	stream, lock := s.streams[to], s.locks[to]
	s.mu.Unlock()
	lock.Lock()
	defer lock.Unlock()
	return stream.Send(m)
}

func (s *server) Publish(_ context.Context, m *chatpb.Msg) (*chatpb.Ack, error) {
	return &chatpb.Ack{}, s.deliver(m.From, m.Room, m)
}

func (s *server) Watch(r *chatpb.WatchRequest, stream chatpb.Chat_WatchServer) error {
	s.mu.Lock()
	s.streams[r.Room] = stream
	s.locks[r.Room] = new(sync.Mutex)
	s.mu.Unlock()
	<-stream.Context().Done()
	return nil
}
