// An interceptor wraps each stream with a lock; the service is a value, not a pointer to one.
package silent

import (
	"sync"

	"google.golang.org/grpc"

	"streamvet.test/chatpb"
)

type locked struct {
	grpc.ServerStream
	mu sync.Mutex
}

func (l *locked) SendMsg(m any) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.ServerStream.SendMsg(m)
}

func intercept(srv any, ss grpc.ServerStream, _ *grpc.StreamServerInfo, next grpc.StreamHandler) error {
	return next(srv, &locked{ServerStream: ss})
}

type server struct {
	chatpb.UnimplementedChatServer
}

func (server) Watch(_ *chatpb.WatchRequest, stream chatpb.Chat_WatchServer) error {
	var wg sync.WaitGroup
	defer wg.Wait()
	wg.Go(func() { stream.Send(&chatpb.Msg{Text: "ping"}) })
	return stream.Send(&chatpb.Msg{Text: "hi"})
}

func newServer() *grpc.Server {
	srv := grpc.NewServer(grpc.StreamInterceptor(intercept))
	chatpb.RegisterChatServer(srv, server{})
	return srv
}

// Server returns a server that serves chats.
func Server() *grpc.Server { return newServer() }
