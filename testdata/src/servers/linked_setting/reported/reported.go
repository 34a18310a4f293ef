// The linker sets a variable without which the program does not serve.
package reported

import (
	"context"
	"errors"
	"net"

	"google.golang.org/grpc"

	"streamvet.test/chatpb"
)

// release is set by -ldflags=-X.
var release string

type server struct {
	chatpb.UnimplementedChatServer
	stream chatpb.Chat_WatchServer
}

func (s *server) Publish(ctx context.Context, m *chatpb.Msg) (*chatpb.Ack, error) {
	if s.stream != nil {
		s.stream.Send(m) // want "sendsend"
	}
	return &chatpb.Ack{}, nil
}

func (s *server) Watch(r *chatpb.WatchRequest, stream chatpb.Chat_WatchServer) error {
	s.stream = stream
	<-stream.Context().Done()
	return nil
}

func intercept(ctx context.Context, req any, info *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
	return handler(ctx, req)
}

func Run(l net.Listener) error {
	if release == "" {
		return errors.New("not a release")
	}
	s := grpc.NewServer(grpc.ChainUnaryInterceptor(intercept))
	chatpb.RegisterChatServer(s, &server{})
	return s.Serve(l)
}
