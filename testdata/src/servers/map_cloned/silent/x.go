// A publisher sends to a clone of the map of subscribers, under the mutex.
package silent

import (
	"context"
	"maps"
	"sync"

	"streamvet.test/chatpb"
)

type server struct {
	chatpb.UnimplementedChatServer
	mu   sync.Mutex
	subs map[string]chatpb.Chat_WatchServer
}

func (s *server) Watch(req *chatpb.WatchRequest, stream chatpb.Chat_WatchServer) error {
	s.mu.Lock()
	s.subs[req.Room] = stream
	s.mu.Unlock()
	<-stream.Context().Done()
	s.mu.Lock()
	delete(s.subs, req.Room)
	s.mu.Unlock()
	return nil
}

func (s *server) Publish(_ context.Context, msg *chatpb.Msg) (*chatpb.Ack, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	subs := maps.Clone(s.subs)
	for _, stream := range subs {
		stream.Send(msg)
	}
	return &chatpb.Ack{}, nil
}
