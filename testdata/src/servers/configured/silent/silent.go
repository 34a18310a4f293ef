// A command reads its configuration, and serves if that is complete; its interceptor locks.
package silent

import (
	"context"
	"encoding/json"
	"errors"
	"net"
	"sync"

	"google.golang.org/grpc"

	"streamvet.test/chatpb"
)

type config struct{ Name, Addr string }

type server struct {
	chatpb.UnimplementedChatServer
	stream chatpb.Chat_WatchServer
}

func (s *server) Publish(ctx context.Context, m *chatpb.Msg) (*chatpb.Ack, error) {
	if s.stream != nil {
		s.stream.Send(m)
	}
	return &chatpb.Ack{}, nil
}

func (s *server) Watch(r *chatpb.WatchRequest, stream chatpb.Chat_WatchServer) error {
	s.stream = stream
	<-stream.Context().Done()
	return nil
}

var mu sync.Mutex

func intercept(ctx context.Context, req any, info *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
	mu.Lock()
	defer mu.Unlock()
	return handler(ctx, req)
}

func Run(data []byte) error {
	var c config
	if err := json.Unmarshal(data, &c); err != nil {
		return err
	}
	if c.Name == "" {
		return errors.New("no name")
	}
	l, err := net.Listen("tcp", c.Addr)
	if err != nil {
		return err
	}
	s := grpc.NewServer(grpc.ChainUnaryInterceptor(intercept))
	chatpb.RegisterChatServer(s, &server{})
	return s.Serve(l)
}
