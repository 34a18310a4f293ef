// Every handler broadcasts with the write lock.
package silent

import (
	"sync"

	"streamvet.test/oldchatpb"
)

type server struct {
	oldchatpb.UnimplementedChatServer
	mu      sync.RWMutex
	clients map[string]oldchatpb.Chat_ConnectServer
}

func (s *server) Connect(stream oldchatpb.Chat_ConnectServer) error {
	first, err := stream.Recv()
	if err != nil {
		return err
	}
	s.mu.Lock()
	s.clients[first.From] = stream
	s.mu.Unlock()
	for {
		m, err := stream.Recv()
		if err != nil {
			return err
		}
		s.broadcast(m)
	}
}

func (s *server) broadcast(m *oldchatpb.Msg) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, c := range s.clients {
		c.Send(m)
	}
}
