// The welcome is sent before the stream is stored where others find it.
package silent

import (
	"context"
	"sync"

	"streamvet.test/chatpb"
)

type server struct {
	chatpb.UnimplementedChatServer
	mu      sync.Mutex
	clients map[string]chatpb.Chat_WatchServer
}

func (s *server) Publish(ctx context.Context, m *chatpb.Msg) (*chatpb.Ack, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, c := range s.clients {
		c.Send(m)
	}
	return &chatpb.Ack{}, nil
}

func (s *server) Watch(r *chatpb.WatchRequest, stream chatpb.Chat_WatchServer) error {
	stream.Send(&chatpb.Msg{Text: "welcome"})
	s.mu.Lock()
	s.clients[r.Room] = stream
	s.mu.Unlock()
	<-stream.Context().Done()
	return nil
}
