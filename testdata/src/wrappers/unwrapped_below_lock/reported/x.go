// The interceptor's wrapper locks each send, but the ticker unwraps the stream down to what grpc has made.
package reported

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

func (l *locked) Unwrap() grpc.ServerStream { return l.ServerStream }

func inner(stream grpc.ServerStream) grpc.ServerStream {
	for {
		u, ok := stream.(interface{ Unwrap() grpc.ServerStream })
		if !ok {
			return stream
		}
		stream = u.Unwrap()
	}
}

type server struct {
	chatpb.UnimplementedChatServer
}

func (server) Connect(stream chatpb.Chat_ConnectServer) error {
	go tick(inner(stream.(*grpc.GenericServerStream[chatpb.Msg, chatpb.Msg]).ServerStream))
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
		if stream.SendMsg(&chatpb.Msg{Text: "tick"}) != nil { // want "sendsend"
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
