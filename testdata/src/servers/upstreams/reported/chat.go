// The streams to other servers are kept for all calls.
package reported

import (
	"context"
	"sync"

	"streamvet.test/chatpb"
)

type server struct {
	chatpb.UnimplementedChatServer
	peer      chatpb.ChatClient
	mu        sync.Mutex
	upstreams map[string]chatpb.Chat_ConnectClient
}

func (s *server) Connect(stream chatpb.Chat_ConnectServer) error {
	for {
		m, err := stream.Recv()
		if err != nil {
			return err
		}
		s.mu.Lock()
		upstreams := s.upstreams
		up := upstreams[m.Room]
		if up == nil {
			if up, err = s.peer.Connect(context.Background()); err == nil {
				upstreams[m.Room] = up
			}
		}
		s.mu.Unlock()
		if err != nil {
			return err
		}
		up.Send(m) // want "sendsend"
	}
}
