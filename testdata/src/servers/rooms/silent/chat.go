// A map of maps: handlers send to all streams of a room, with the server's mutex.
package silent

import (
	"sync"

	"streamvet.test/chatpb"
)

type server struct {
	chatpb.UnimplementedChatServer
	mu    sync.Mutex
	rooms map[string]map[string]chatpb.Chat_ConnectServer
}

func (s *server) join(m *chatpb.Msg, stream chatpb.Chat_ConnectServer) map[string]chatpb.Chat_ConnectServer {
	s.mu.Lock()
	defer s.mu.Unlock()
	room := s.rooms[m.Room]
	if room == nil {
		room = make(map[string]chatpb.Chat_ConnectServer)
		s.rooms[m.Room] = room
	}
	room[m.From] = stream
	return room
}

func (s *server) Connect(stream chatpb.Chat_ConnectServer) error {
	first, err := stream.Recv()
	if err != nil {
		return err
	}
	room := s.join(first, stream)
	for {
		m, err := stream.Recv()
		if err != nil {
			return err
		}
		s.mu.Lock()
		for _, c := range room {
			c.Send(m)
		}
		s.mu.Unlock()
	}
}
