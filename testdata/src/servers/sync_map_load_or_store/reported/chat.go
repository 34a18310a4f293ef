// The first stream of a room gets what all handlers of the room receive.
package reported

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
		first.(chatpb.Chat_ConnectServer).Send(m) // want "sendsend"
	}
}
