// Every handler sends to all streams of the map, which is locked for a snapshot only.
package reported

import (
	"sync"

	"google.golang.org/grpc"

	"streamvet.test/chatpb"
)

type server struct {
	chatpb.UnimplementedChatServer
	mu      sync.Mutex
	clients map[string]chatpb.Chat_ConnectServer
}

func (s *server) Connect(stream chatpb.Chat_ConnectServer) error {
	first, err := stream.Recv()
	if err != nil {
		return err
	}
	s.mu.Lock()
	s.clients[first.From] = stream
	s.mu.Unlock()
	for {
		m, err := stream.Recv()
		if err != nil {
			return err
		}
		s.broadcast(m)
	}
}

func (s *server) broadcast(m *chatpb.Msg) {
	s.mu.Lock()
	var clients []chatpb.Chat_ConnectServer
	for _, c := range s.clients {
		clients = append(clients, c)
	}
	s.mu.Unlock()
	for _, c := range clients {
		c.Send(m) // want "sendsend"
	}
}

func serve() *grpc.Server {
	g := grpc.NewServer()
	chatpb.RegisterChatServer(g, &server{clients: make(map[string]chatpb.Chat_ConnectServer)})
	return g
}
