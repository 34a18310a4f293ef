// Whoever sends to a guest that the map has holds that guest's mutex.
package silent

import (
	"sync"

	"streamvet.test/chatpb"
)

type guest struct {
	mu     sync.Mutex
	stream chatpb.Chat_ConnectServer
}

type server struct {
	chatpb.UnimplementedChatServer
	guests sync.Map
}

func (s *server) Connect(stream chatpb.Chat_ConnectServer) error {
	first, err := stream.Recv()
	if err != nil {
		return err
	}
	s.guests.Store(first.From, &guest{stream: stream})
	for {
		m, err := stream.Recv()
		if err != nil {
			return err
		}
		v, ok := s.guests.Load(m.Text)
		if !ok {
			continue
		}
		g := v.(*guest)
		g.mu.Lock()
		g.stream.Send(m)
		g.mu.Unlock()
	}
}
