// The streams to other servers are opened for each call.
package silent

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
	upstreams := make(map[string]chatpb.Chat_ConnectClient)
	for {
		m, err := stream.Recv()
		if err != nil {
			return err
		}
		up := upstreams[m.Room]
		if up == nil {
			if up, err = s.peer.Connect(context.Background()); err == nil {
				upstreams[m.Room] = up
			}
		}
		if err != nil {
			return err
		}
		up.Send(m)
	}
}
