// Publish loads the waiting stream, which another Publish may do meanwhile.
package reported

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
	v, ok := s.waiting.Load(m.Room)
	if !ok {
		return &chatpb.Ack{}, nil
	}
	err := v.(chatpb.Chat_WatchServer).Send(m) // want "sendsend"
	return &chatpb.Ack{Count: 1}, err
}
