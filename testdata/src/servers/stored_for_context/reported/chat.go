// Handlers send on the streams that are stored.
package reported

import (
	"sync"

	"streamvet.test/chatpb"
)

type server struct {
	chatpb.UnimplementedChatServer
	mu      sync.Mutex
	clients map[string]chatpb.Chat_ConnectServer
}

func (s *server) Connect(stream chatpb.Chat_ConnectServer) error {
	for {
		m, err := stream.Recv()
		if err != nil {
			return err
		}
		s.mu.Lock()
		s.clients[m.From] = stream
		peer := s.clients[m.Room]
		s.mu.Unlock()
		if err := peer.Send(m); err != nil { // want "sendsend"
			return err
		}
	}
}
