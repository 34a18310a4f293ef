// A goroutine from main sends to all streams, with the mutex that a handler takes for its reply.
package silent

import (
	"sync"
	"time"

	"google.golang.org/grpc"

	"streamvet.test/oldchatpb"
)

type server struct {
	oldchatpb.UnimplementedChatServer
	mu      sync.Mutex
	clients map[string]oldchatpb.Chat_ConnectServer
}

func (s *server) tick() {
	for range time.Tick(time.Second) {
		s.mu.Lock()
		for _, c := range s.clients {
			c.Send(&oldchatpb.Msg{Text: "tick"})
		}
		s.mu.Unlock()
	}
}

func (s *server) Connect(stream oldchatpb.Chat_ConnectServer) error {
	for {
		m, err := stream.Recv()
		if err != nil {
			return err
		}
		s.mu.Lock()
		s.clients[m.From] = stream
		err = stream.Send(m)
		s.mu.Unlock()
		if err != nil {
			return err
		}
	}
}

func run(g *grpc.Server) {
	s := &server{clients: make(map[string]oldchatpb.Chat_ConnectServer)}
	go s.tick()
	oldchatpb.RegisterChatServer(g, s)
}
