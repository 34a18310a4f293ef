// The first stream of a room gets what all handlers of the room receive, with a mutex.
package silent

import (
	"sync"

	"streamvet.test/chatpb"
)

type server struct {
	chatpb.UnimplementedChatServer
	rooms   sync.Map
	sending sync.Mutex
}

func (s *server) Connect(stream chatpb.Chat_ConnectServer) error {
	for {
		m, err := stream.Recv()
		if err != nil {
			return err
		}
		first, _ := s.rooms.LoadOrStore(m.Room, stream)
		s.sending.Lock()
		first.(chatpb.Chat_ConnectServer).Send(m)
		s.sending.Unlock()
	}
}
