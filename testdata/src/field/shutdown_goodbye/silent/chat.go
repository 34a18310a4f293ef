// The shutdown tells the handlers, which say goodbye on their own streams.
package silent

import (
	"context"
	"sync"

	"google.golang.org/grpc"

	"streamvet.test/chatpb"
)

type server struct {
	chatpb.UnimplementedChatServer
	mu      sync.Mutex
	streams []chatpb.Chat_ConnectServer
	closing chan struct{}
}

func (s *server) Connect(stream chatpb.Chat_ConnectServer) error {
	s.mu.Lock()
	s.streams = append(s.streams, stream)
	s.mu.Unlock()
	for {
		m, err := stream.Recv()
		if err != nil {
			return err
		}
		select {
		case <-s.closing:
			return stream.Send(&chatpb.Msg{Text: "goodbye"})
		default:
			stream.Send(m)
		}
	}
}

func (s *server) shutdown() {
	close(s.closing)
}

func run(ctx context.Context, g *grpc.Server) {
	s := &server{closing: make(chan struct{})}
	chatpb.RegisterChatServer(g, s)
	go func() {
		<-ctx.Done()
		s.shutdown()
	}()
}
