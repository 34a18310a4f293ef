// The newest stream is read with the mutex held, and used without.
package reported

import (
	"context"
	"sync"

	"streamvet.test/chatpb"
)

type server struct {
	chatpb.UnimplementedChatServer
	mu     sync.Mutex
	newest chatpb.Chat_WatchServer
}

func (s *server) Watch(r *chatpb.WatchRequest, stream chatpb.Chat_WatchServer) error {
	s.mu.Lock()
	s.newest = stream
	s.mu.Unlock()
	<-stream.Context().Done()
	return nil
}

func (s *server) Publish(ctx context.Context, m *chatpb.Msg) (*chatpb.Ack, error) {
	s.mu.Lock()
	newest := s.newest
	s.mu.Unlock()
	return &chatpb.Ack{Count: 1}, newest.Send(m) // want "sendsend"
}
