// A chat server keeps the streams in a slice, and every handler sends to all with a mutex.
package silent

import (
	"log"
	"sync"

	"streamvet.test/chatpb"
)

type server struct {
	chatpb.UnimplementedChatServer
	mu      sync.Mutex
	streams []chatpb.Chat_ConnectServer
}

func (s *server) Connect(stream chatpb.Chat_ConnectServer) error {
	s.mu.Lock()
	s.streams = append(s.streams, stream)
	s.mu.Unlock()
	for {
		m, err := stream.Recv()
		if err != nil {
			return err
		}
		s.broadcast(m)
	}
}

func (s *server) broadcast(m *chatpb.Msg) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i, stream := range s.streams {
		if err := stream.Send(m); err != nil {
			log.Printf("client %d: %v", i, err)
		}
	}
}
