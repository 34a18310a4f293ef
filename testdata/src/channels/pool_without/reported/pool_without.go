// A stream is taken out of a slice by slices.Delete after the mutex was given back.
package reported

import (
	"context"
	"slices"
	"sync"

	"streamvet.test/chatpb"
)

type server struct {
	chatpb.UnimplementedChatServer
	mu   sync.Mutex
	free []chatpb.Chat_ConnectClient
}

func (s *server) get() chatpb.Chat_ConnectClient {
	stream := s.free[0]
	s.mu.Lock()
	defer s.mu.Unlock()
	s.free = slices.Delete(s.free, 0, 1)
	return stream
}

func (s *server) put(stream chatpb.Chat_ConnectClient) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.free = append(s.free, stream)
}

func (s *server) Publish(_ context.Context, m *chatpb.Msg) (*chatpb.Ack, error) {
	stream := s.get()
	defer s.put(stream)
	return &chatpb.Ack{}, stream.Send(m) // want "sendsend"
}
