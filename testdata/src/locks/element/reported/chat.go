// The mutex of the map's owner is released before the element's stream is used.
package reported

import (
	"sync"

	"google.golang.org/grpc"

	"streamvet.test/chatpb"
)

type peer struct {
	mu     sync.Mutex
	stream chatpb.Chat_ConnectServer
}

type server struct {
	chatpb.UnimplementedChatServer
	mu    sync.Mutex
	peers map[string]*peer
}

func (s *server) Connect(stream chatpb.Chat_ConnectServer) error {
	hello, err := stream.Recv()
	if err != nil {
		return err
	}
	s.mu.Lock()
	s.peers[hello.GetFrom()] = &peer{stream: stream}
	s.mu.Unlock()
	for {
		m, err := stream.Recv()
		if err != nil {
			return err
		}
		s.mu.Lock()
		p := s.peers[m.GetRoom()]
		s.mu.Unlock()
		if p == nil {
			continue
		}
		p.stream.Send(m) // want "sendsend"
	}
}

func serve() *grpc.Server {
	g := grpc.NewServer()
	chatpb.RegisterChatServer(g, &server{peers: make(map[string]*peer)})
	return g
}
