// The unary handler sends on streams that other handlers have stored.
package reported

import (
	"context"
	"sync"

	"streamvet.test/oldchatpb"
)

type server struct {
	oldchatpb.UnimplementedChatServer
	mu       sync.Mutex
	watchers map[string]oldchatpb.Chat_WatchServer
}

func (s *server) Watch(r *oldchatpb.WatchRequest, stream oldchatpb.Chat_WatchServer) error {
	s.mu.Lock()
	s.watchers[r.Room] = stream
	s.mu.Unlock()
	<-stream.Context().Done()
	return nil
}

func (s *server) Publish(ctx context.Context, m *oldchatpb.Msg) (*oldchatpb.Ack, error) {
	s.mu.Lock()
	watcher := s.watchers[m.Room]
	s.mu.Unlock()
	if err := watcher.Send(m); err != nil { // want "sendsend"
		return nil, err
	}
	return &oldchatpb.Ack{Count: 1}, nil
}
