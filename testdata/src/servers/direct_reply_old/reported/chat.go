// The broadcast holds the mutex, and the handler's direct reply does not.
package reported

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

func (s *server) broadcast(m *oldchatpb.Msg) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, c := range s.clients {
		c.Send(m)
	}
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
		stream.Send(&oldchatpb.Msg{Text: "got it"}) // want "sendsend"
	}
}

func serve(g *grpc.Server) {
	oldchatpb.RegisterChatServer(g, &server{clients: make(map[string]oldchatpb.Chat_ConnectServer)})
}
