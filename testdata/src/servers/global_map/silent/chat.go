// Handlers send to all streams of the package's map, with the package's mutex.
package silent

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
		mu.Lock()
		for _, c := range clients {
			c.Send(m)
		}
		mu.Unlock()
	}
}
