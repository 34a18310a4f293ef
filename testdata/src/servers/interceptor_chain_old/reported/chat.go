// Of two interceptors the inner one puts a stream without a lock around the one with it, and says hello by neither.
package reported

import (
	"sync"

	"google.golang.org/grpc"

	"streamvet.test/oldchatpb"
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
	go ss.SendMsg(&oldchatpb.Msg{Text: "hello"}) // want "sendsend"
	return handler(srv, ss)
}

type server struct {
	oldchatpb.UnimplementedChatServer
}

func (*server) Watch(r *oldchatpb.WatchRequest, stream oldchatpb.Chat_WatchServer) error {
	return stream.Send(&oldchatpb.Msg{Room: r.Room})
}

func newServer() *grpc.Server {
	s := grpc.NewServer(grpc.ChainStreamInterceptor(greeting, serial))
	oldchatpb.RegisterChatServer(s, &server{})
	return s
}
