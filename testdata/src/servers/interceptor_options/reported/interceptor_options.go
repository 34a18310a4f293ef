// The interceptor that pings is among the options of a server, and its stream has no mutex.
package reported

import (
	"net"
	"sync"
	"time"

	"google.golang.org/grpc"

	"streamvet.test/chatpb"
)

type pinged struct {
	grpc.ServerStream
	mu sync.Mutex
}

func (p *pinged) ping() {
	for range time.Tick(time.Minute) {
		p.mu.Lock()
		p.ServerStream.SendMsg(&chatpb.Msg{Text: "ping"}) // want "sendsend"
		p.mu.Unlock()
	}
}

var options = []grpc.ServerOption{
	grpc.MaxRecvMsgSize(1 << 20),
	grpc.ChainStreamInterceptor(func(srv any, ss grpc.ServerStream, _ *grpc.StreamServerInfo, handler grpc.StreamHandler) error {
		p := &pinged{ServerStream: ss}
		go p.ping()
		return handler(srv, p)
	}),
}

type server struct {
	chatpb.UnimplementedChatServer
}

func (*server) Connect(stream chatpb.Chat_ConnectServer) error {
	for {
		msg, err := stream.Recv()
		if err != nil {
			return err
		}
		if err := stream.Send(msg); err != nil {
			return err
		}
	}
}

func serve(lis net.Listener) error {
	s := grpc.NewServer(options...)
	chatpb.RegisterChatServer(s, new(server))
	return s.Serve(lis)
}
