// Publish looks the waiting stream up, which another Publish may do meanwhile.
package reported

import (
	"context"
	"sync"

	"streamvet.test/chatpb"
)

type server struct {
	chatpb.UnimplementedChatServer
	mu      sync.Mutex
	waiting map[string]chatpb.Chat_WatchServer
}

func (s *server) Watch(r *chatpb.WatchRequest, stream chatpb.Chat_WatchServer) error {
	s.mu.Lock()
	s.waiting[r.Room] = stream
	s.mu.Unlock()
	<-stream.Context().Done()
	return nil
}

func (s *server) Publish(ctx context.Context, m *chatpb.Msg) (*chatpb.Ack, error) {
	s.mu.Lock()
	stream, ok := s.waiting[m.Room]
	s.mu.Unlock()
	if !ok {
		return &chatpb.Ack{}, nil
	}
	return &chatpb.Ack{Count: 1}, stream.Send(m) // want "sendsend"
}
