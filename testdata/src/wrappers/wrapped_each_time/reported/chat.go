// Each message gets a locked wrapper of its own, with a mutex of its own.
package reported

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
	return l.Chat_ConnectServer.Send(m) // want "sendsend"
}

type server struct {
	chatpb.UnimplementedChatServer
}

func (s *server) Connect(stream chatpb.Chat_ConnectServer) error {
	for {
		m, err := stream.Recv()
		if err != nil {
			return err
		}
		peer := &locked{Chat_ConnectServer: stream}
		go peer.Send(m)
	}
}
