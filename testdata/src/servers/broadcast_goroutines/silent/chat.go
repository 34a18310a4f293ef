// The broadcast holds the mutex until its goroutines have sent.
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

func (s *server) broadcast(m *chatpb.Msg) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var wg sync.WaitGroup
	for _, c := range s.clients {
		wg.Add(1)
		go func() {
			defer wg.Done()
			c.Send(m)
		}()
	}
	wg.Wait()
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
		s.broadcast(m)
	}
}
