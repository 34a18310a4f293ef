// The interceptor's wrapper locks each send, and the ticker sends on the stream in the struct of generated code, which is that wrapper.
package silent

import (
	"sync"
	"time"

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

type server struct {
	chatpb.UnimplementedChatServer
}

func (server) Connect(stream chatpb.Chat_ConnectServer) error {
	go tick(stream.(*grpc.GenericServerStream[chatpb.Msg, chatpb.Msg]).ServerStream)
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

func tick(stream grpc.ServerStream) {
	for range time.Tick(time.Second) {
		if stream.SendMsg(&chatpb.Msg{Text: "tick"}) != nil {
			return
		}
	}
}

// Register registers the service at a new server.
func Register() *grpc.Server {
	s := grpc.NewServer(grpc.StreamInterceptor(func(srv any, stream grpc.ServerStream, _ *grpc.StreamServerInfo, next grpc.StreamHandler) error {
		return next(srv, &locked{ServerStream: stream})
	}))
	chatpb.RegisterChatServer(s, server{})
	return s
}
