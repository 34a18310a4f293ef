// Of two interceptors the outer one has the lock, and the inner one says hello through it.
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

func serial(srv any, ss grpc.ServerStream, _ *grpc.StreamServerInfo, handler grpc.StreamHandler) error {
	return handler(srv, &locked{ServerStream: ss})
}

func greeting(srv any, ss grpc.ServerStream, _ *grpc.StreamServerInfo, handler grpc.StreamHandler) error {
	go ss.SendMsg(&chatpb.Msg{Text: "hello"})
	return handler(srv, ss)
}

type server struct {
	chatpb.UnimplementedChatServer
}

func (*server) Watch(r *chatpb.WatchRequest, stream chatpb.Chat_WatchServer) error {
	return stream.Send(&chatpb.Msg{Room: r.Room})
}

func newServer() *grpc.Server {
	s := grpc.NewServer(grpc.ChainStreamInterceptor(serial, greeting))
	chatpb.RegisterChatServer(s, &server{})
	return s
}
