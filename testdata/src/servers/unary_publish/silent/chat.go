// The unary handler sends on streams that other handlers have stored, with the mutex held.
package silent

import (
	"context"
	"sync"

	"streamvet.test/chatpb"
)

type server struct {
	chatpb.UnimplementedChatServer
	mu       sync.Mutex
	watchers map[string]chatpb.Chat_WatchServer
}

func (s *server) Watch(r *chatpb.WatchRequest, stream chatpb.Chat_WatchServer) error {
	s.mu.Lock()
	s.watchers[r.Room] = stream
	s.mu.Unlock()
	<-stream.Context().Done()
	return nil
}

func (s *server) Publish(ctx context.Context, m *chatpb.Msg) (*chatpb.Ack, error) {
	s.mu.Lock()
	watcher := s.watchers[m.Room]
	defer s.mu.Unlock()
	if err := watcher.Send(m); err != nil {
		return nil, err
	}
	return &chatpb.Ack{Count: 1}, nil
}
