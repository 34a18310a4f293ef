// The broadcast holds the mutex, and the handler's direct reply does not.
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

func (s *server) broadcast(m *chatpb.Msg) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, c := range s.clients {
		c.Send(m)
	}
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
		stream.Send(&chatpb.Msg{Text: "got it"}) // want "sendsend"
	}
}

func serve(g *grpc.Server) {
	chatpb.RegisterChatServer(g, &server{clients: make(map[string]chatpb.Chat_ConnectServer)})
}
