// Handlers load a stream from a sync.Map by name and send with a mutex.
package silent

import (
	"context"
	"sync"

	"streamvet.test/chatpb"
)

type server struct {
	chatpb.UnimplementedChatServer
	rooms   sync.Map
	sending sync.Mutex
}

func (s *server) Watch(r *chatpb.WatchRequest, stream chatpb.Chat_WatchServer) error {
	s.rooms.Store(r.Room, stream)
	<-stream.Context().Done()
	return nil
}

func (s *server) Publish(ctx context.Context, m *chatpb.Msg) (*chatpb.Ack, error) {
	v, ok := s.rooms.Load(m.Room)
	if !ok {
		return &chatpb.Ack{}, nil
	}
	s.sending.Lock()
	defer s.sending.Unlock()
	err := v.(chatpb.Chat_WatchServer).Send(m)
	return &chatpb.Ack{Count: 1}, err
}
