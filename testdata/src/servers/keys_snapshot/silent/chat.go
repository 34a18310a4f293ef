// A broadcast goes to a snapshot of a map's keys, under the lock.
package silent

import (
	"maps"
	"slices"
	"sync"

	"streamvet.test/chatpb"
)

type server struct {
	chatpb.UnimplementedChatServer
	mu      sync.Mutex
	streams map[chatpb.Chat_ConnectServer]bool
}

func (s *server) Connect(stream chatpb.Chat_ConnectServer) error {
	s.mu.Lock()
	s.streams[stream] = true
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
	streams := slices.Collect(maps.Keys(s.streams))
	for _, stream := range streams {
		stream.Send(m)
	}
}
