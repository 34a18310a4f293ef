// Every handler sends to all streams of the map, and holds the mutex meanwhile.
package silent

import (
	"sync"

	"google.golang.org/grpc"

	"streamvet.test/oldchatpb"
)

type server struct {
	oldchatpb.UnimplementedChatServer
	mu      sync.Mutex
	clients map[string]oldchatpb.Chat_ConnectServer
}

func (s *server) Connect(stream oldchatpb.Chat_ConnectServer) error {
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

func (s *server) broadcast(m *oldchatpb.Msg) {
	s.mu.Lock()
	var clients []oldchatpb.Chat_ConnectServer
	for _, c := range s.clients {
		clients = append(clients, c)
	}
	defer s.mu.Unlock()
	for _, c := range clients {
		c.Send(m)
	}
}

func serve() *grpc.Server {
	g := grpc.NewServer()
	oldchatpb.RegisterChatServer(g, &server{clients: make(map[string]oldchatpb.Chat_ConnectServer)})
	return g
}
