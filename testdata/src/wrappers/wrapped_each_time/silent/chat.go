// All messages share a locked wrapper.
package silent

import (
	"sync"

	"streamvet.test/chatpb"
)

type locked struct {
	chatpb.Chat_ConnectServer
	mu sync.Mutex
}

func (l *locked) Send(m *chatpb.Msg) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.Chat_ConnectServer.Send(m)
}

type server struct {
	chatpb.UnimplementedChatServer
}

func (s *server) Connect(stream chatpb.Chat_ConnectServer) error {
	peer := &locked{Chat_ConnectServer: stream}
	for {
		m, err := stream.Recv()
		if err != nil {
			return err
		}
		go peer.Send(m)
	}
}
