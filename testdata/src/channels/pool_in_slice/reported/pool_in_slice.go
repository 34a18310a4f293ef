// A stream of the pool is used by who has looked it up under the mutex, and then put back.
package reported

import (
	"context"
	"sync"

	"streamvet.test/chatpb"
)

type server struct {
	chatpb.UnimplementedChatServer
	mu   sync.Mutex
	free []chatpb.Chat_ConnectClient
}

func (s *server) get() chatpb.Chat_ConnectClient {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := len(s.free)
	if n == 0 {
		return nil
	}
	stream := s.free[n-1]
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
