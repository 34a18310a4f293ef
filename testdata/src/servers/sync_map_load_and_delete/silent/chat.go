// Publish takes the waiting stream out of the map: no other Publish gets it.
package silent

import (
	"context"
	"sync"

	"streamvet.test/chatpb"
)

type server struct {
	chatpb.UnimplementedChatServer
	waiting sync.Map
}

func (s *server) Watch(r *chatpb.WatchRequest, stream chatpb.Chat_WatchServer) error {
	s.waiting.Store(r.Room, stream)
	<-stream.Context().Done()
	return nil
}

func (s *server) Publish(ctx context.Context, m *chatpb.Msg) (*chatpb.Ack, error) {
	v, ok := s.waiting.LoadAndDelete(m.Room)
	if !ok {
		return &chatpb.Ack{}, nil
	}
	err := v.(chatpb.Chat_WatchServer).Send(m)
	return &chatpb.Ack{Count: 1}, err
}
