// The interceptor gives handlers a stream that lets one message out at a time.
package silent

import (
	"sync"

	"google.golang.org/grpc"

	"streamvet.test/chatpb"
)

type oneAtATime struct {
	grpc.ServerStream
	mu sync.Mutex
}

func (s *oneAtATime) SendMsg(m any) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.ServerStream.SendMsg(m)
}

func intercept(srv any, ss grpc.ServerStream, _ *grpc.StreamServerInfo, handler grpc.StreamHandler) error {
	return handler(srv, &oneAtATime{ServerStream: ss})
}

type server struct {
	chatpb.UnimplementedChatServer
}

func (*server) Connect(stream chatpb.Chat_ConnectServer) error {
	go stream.Send(&chatpb.Msg{Text: "welcome"})
	for {
		m, err := stream.Recv()
		if err != nil {
			return err
		}
		if err := stream.Send(m); err != nil {
			return err
		}
	}
}

func newServer() *grpc.Server {
	s := grpc.NewServer(grpc.StreamInterceptor(intercept))
	chatpb.RegisterChatServer(s, &server{})
	return s
}
