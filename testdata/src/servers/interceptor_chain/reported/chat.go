// Of two interceptors the inner one puts a stream without a lock around the one with it, and says hello by neither.
package reported

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
	go ss.SendMsg(&chatpb.Msg{Text: "hello"}) // want "sendsend"
	return handler(srv, ss)
}

type server struct {
	chatpb.UnimplementedChatServer
}

func (*server) Watch(r *chatpb.WatchRequest, stream chatpb.Chat_WatchServer) error {
	return stream.Send(&chatpb.Msg{Room: r.Room})
}

func newServer() *grpc.Server {
	s := grpc.NewServer(grpc.ChainStreamInterceptor(greeting, serial))
	chatpb.RegisterChatServer(s, &server{})
	return s
}
