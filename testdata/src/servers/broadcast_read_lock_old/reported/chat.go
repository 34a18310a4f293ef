// Every handler broadcasts with the read lock, which excludes no other of the kind.
package reported

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
	s.mu.RLock()
	defer s.mu.RUnlock()
	for _, c := range s.clients {
		c.Send(m) // want "sendsend"
	}
}
