// Each handler announces its client to all others, with the lock of the messages.
package silent

import (
	"sync"

	"streamvet.test/chatpb"
)

type server struct {
	chatpb.UnimplementedChatServer
	mu      sync.Mutex
	streams map[string]chatpb.Chat_ConnectServer
}

func (s *server) relay(m *chatpb.Msg) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, stream := range s.streams {
		stream.Send(m)
	}
}

func (s *server) announce(name string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, stream := range s.streams {
		stream.Send(&chatpb.Msg{Text: name + " is here"})
	}
}

func (s *server) Connect(stream chatpb.Chat_ConnectServer) error {
	first, err := stream.Recv()
	if err != nil {
		return err
	}
	s.announce(first.From)
	s.mu.Lock()
	s.streams[first.From] = stream
	s.mu.Unlock()
	for {
		m, err := stream.Recv()
		if err != nil {
			return err
		}
		s.relay(m)
	}
}
