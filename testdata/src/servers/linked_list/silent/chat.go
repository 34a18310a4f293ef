// Handlers send to all streams of a list, one handler at a time.
package silent

import (
	"container/list"
	"sync"

	"streamvet.test/chatpb"
)

type server struct {
	chatpb.UnimplementedChatServer
	mu      sync.Mutex
	clients list.List
}

func (s *server) Connect(stream chatpb.Chat_ConnectServer) error {
	s.mu.Lock()
	s.clients.PushBack(stream)
	s.mu.Unlock()
	for {
		m, err := stream.Recv()
		if err != nil {
			return err
		}
		s.mu.Lock()
		for e := s.clients.Front(); e != nil; e = e.Next() {
			e.Value.(chatpb.Chat_ConnectServer).Send(m)
		}
		s.mu.Unlock()
	}
}
