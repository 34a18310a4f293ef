// Handlers send to all streams of the server's slice, one handler at a time.
package silent

import (
	"sync"

	"streamvet.test/chatpb"
)

type server struct {
	chatpb.UnimplementedChatServer
	mu      sync.Mutex
	clients []chatpb.Chat_ConnectServer
}

func (s *server) Connect(stream chatpb.Chat_ConnectServer) error {
	s.mu.Lock()
	s.clients = append(s.clients, stream)
	s.mu.Unlock()
	for {
		m, err := stream.Recv()
		if err != nil {
			return err
		}
		s.mu.Lock()
		for _, c := range s.clients {
			c.Send(m)
		}
		s.mu.Unlock()
	}
}
