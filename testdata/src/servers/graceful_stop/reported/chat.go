// Handlers go on when the server is stopped.
package reported

import (
	"context"
	"net"
	"sync"

	"google.golang.org/grpc"

	"streamvet.test/chatpb"
)

type server struct {
	chatpb.UnimplementedChatServer
	mu sync.Mutex
	up chatpb.Chat_ConnectClient
}

func (s *server) Publish(ctx context.Context, m *chatpb.Msg) (*chatpb.Ack, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return &chatpb.Ack{}, s.up.Send(m)
}

func serve(ctx context.Context, lis net.Listener, up chatpb.Chat_ConnectClient) {
	g := grpc.NewServer(grpc.UnaryInterceptor(logged))
	chatpb.RegisterChatServer(g, &server{up: up})
	go g.Serve(lis)
	<-ctx.Done()
	g.Stop()
	up.CloseSend() // want "closesend"
}

func logged(ctx context.Context, req any, info *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
	println(info.FullMethod)
	return handler(ctx, req)
}
