// Handlers send to all streams of the server's slice.
package reported

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
		for _, c := range s.clients {
			c.Send(m) // want "sendsend"
		}
	}
}
