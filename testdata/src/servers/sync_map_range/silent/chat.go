// Handlers range over the streams in a sync.Map, with a mutex for the streams.
package silent

import (
	"sync"

	"streamvet.test/chatpb"
)

type server struct {
	chatpb.UnimplementedChatServer
	clients sync.Map
	sending sync.Mutex
}

func (s *server) Connect(stream chatpb.Chat_ConnectServer) error {
	first, err := stream.Recv()
	if err != nil {
		return err
	}
	s.clients.Store(first.From, stream)
	defer s.clients.Delete(first.From)
	for {
		m, err := stream.Recv()
		if err != nil {
			return err
		}
		s.sending.Lock()
		s.clients.Range(func(_, v any) bool {
			v.(chatpb.Chat_ConnectServer).Send(m)
			return true
		})
		s.sending.Unlock()
	}
}
