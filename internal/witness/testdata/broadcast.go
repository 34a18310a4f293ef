package p

import (
	"sync"

	"example.com/chatpb"
)

type server struct {
	mu      sync.RWMutex
	clients map[chatpb.Chat_ChatServer]bool
}

// Chat sends what it receives to all clients: two may do so at once.
func (s *server) Chat(stream chatpb.Chat_ChatServer) error {
	s.mu.Lock()
	if s.clients == nil {
		s.clients = map[chatpb.Chat_ChatServer]bool{}
	}
	s.clients[stream] = true
	s.mu.Unlock()
	for {
		m, err := stream.Recv()
		if err != nil {
			return err
		}
		s.send(m)
	}
}

func (s *server) send(m *chatpb.Msg) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	for client := range s.clients {
		client.Send(m)
	}
}
