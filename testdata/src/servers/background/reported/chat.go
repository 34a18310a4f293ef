// A goroutine from main sends to all streams, beside a handler's reply.
package reported

import (
	"sync"
	"time"

	"google.golang.org/grpc"

	"streamvet.test/chatpb"
)

type server struct {
	chatpb.UnimplementedChatServer
	mu      sync.Mutex
	clients map[string]chatpb.Chat_ConnectServer
}

func (s *server) tick() {
	for range time.Tick(time.Second) {
		s.mu.Lock()
		for _, c := range s.clients {
			c.Send(&chatpb.Msg{Text: "tick"}) // want "sendsend"
		}
		s.mu.Unlock()
	}
}

func (s *server) Connect(stream chatpb.Chat_ConnectServer) error {
	for {
		m, err := stream.Recv()
		if err != nil {
			return err
		}
		s.mu.Lock()
		s.clients[m.From] = stream
		s.mu.Unlock()
		err = stream.Send(m)
		if err != nil {
			return err
		}
	}
}

func run(g *grpc.Server) {
	s := &server{clients: make(map[string]chatpb.Chat_ConnectServer)}
	go s.tick()
	chatpb.RegisterChatServer(g, s)
}
