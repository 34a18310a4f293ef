// The interceptor lets one call at a time through.
package silent

import (
	"context"
	"sync"

	"google.golang.org/grpc"

	"streamvet.test/chatpb"
)

type server struct {
	chatpb.UnimplementedChatServer
	mu    sync.Mutex
	calls int
	up    chatpb.Chat_ConnectClient
}

func (s *server) intercept(ctx context.Context, req any, _ *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
	s.mu.Lock()
	s.calls++
	defer s.mu.Unlock()
	return handler(ctx, req)
}

func (s *server) Publish(ctx context.Context, m *chatpb.Msg) (*chatpb.Ack, error) {
	return &chatpb.Ack{}, s.up.Send(m)
}

func newServer(up chatpb.Chat_ConnectClient) *grpc.Server {
	s := &server{up: up}
	g := grpc.NewServer(grpc.UnaryInterceptor(s.intercept))
	chatpb.RegisterChatServer(g, s)
	return g
}
