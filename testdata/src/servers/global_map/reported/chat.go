// Handlers send to all streams of the package's map.
package reported

import (
	"sync"

	"streamvet.test/chatpb"
)

type server struct {
	chatpb.UnimplementedChatServer
}

var (
	mu      sync.Mutex
	clients = make(map[string]chatpb.Chat_ConnectServer)
)

func (s *server) Connect(stream chatpb.Chat_ConnectServer) error {
	first, err := stream.Recv()
	if err != nil {
		return err
	}
	mu.Lock()
	clients[first.From] = stream
	mu.Unlock()
	for {
		m, err := stream.Recv()
		if err != nil {
			return err
		}
		for _, c := range clients {
			c.Send(m) // want "sendsend"
		}
	}
}
