// Handlers load the slice of streams atomically, and send to all of them with a mutex.
package silent

import (
	"sync"
	"sync/atomic"

	"streamvet.test/chatpb"
)

type server struct {
	chatpb.UnimplementedChatServer
	mu      sync.Mutex
	clients atomic.Pointer[[]chatpb.Chat_ConnectServer]
}

func (s *server) Connect(stream chatpb.Chat_ConnectServer) error {
	s.mu.Lock()
	clients := []chatpb.Chat_ConnectServer{stream}
	if old := s.clients.Load(); old != nil {
		clients = append(clients, *old...)
	}
	s.clients.Store(&clients)
	s.mu.Unlock()
	for {
		m, err := stream.Recv()
		if err != nil {
			return err
		}
		s.mu.Lock()
		for _, c := range *s.clients.Load() {
			c.Send(m)
		}
		s.mu.Unlock()
	}
}
