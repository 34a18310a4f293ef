// An entry of a map is used by who has found it, and it is deleted in any case.
package silent

import (
	"context"
	"sync"

	"streamvet.test/chatpb"
)

type server struct {
	chatpb.UnimplementedChatServer
	mu   sync.Mutex
	free map[string]chatpb.Chat_ConnectClient
}

func (s *server) get(name string, old bool) chatpb.Chat_ConnectClient {
	s.mu.Lock()
	defer s.mu.Unlock()
	stream := s.free[name]
	delete(s.free, name)
	return stream
}

func (s *server) put(name string, stream chatpb.Chat_ConnectClient) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.free[name] = stream
}

func (s *server) Publish(_ context.Context, m *chatpb.Msg) (*chatpb.Ack, error) {
	stream := s.get(m.Room, m.Text == "")
	defer s.put(m.Room, stream)
	return &chatpb.Ack{}, stream.Send(m)
}
