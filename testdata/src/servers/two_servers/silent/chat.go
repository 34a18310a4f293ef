// Two servers have a stream each to another server, and a mutex each.
package silent

import (
	"context"
	"sync"

	"google.golang.org/grpc"

	"streamvet.test/chatpb"
)

type server struct {
	chatpb.UnimplementedChatServer
	mu *sync.Mutex
	up chatpb.Chat_ConnectClient
}

func (s *server) Publish(ctx context.Context, m *chatpb.Msg) (*chatpb.Ack, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return &chatpb.Ack{}, s.up.Send(m)
}

func serve(ctx context.Context, c chatpb.ChatClient, a, b *grpc.Server) error {
	first, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	second, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	if err := second.Send(&chatpb.Msg{Text: "hello"}); err != nil {
		return err
	}
	chatpb.RegisterChatServer(a, &server{mu: new(sync.Mutex), up: first})
	chatpb.RegisterChatServer(b, &server{mu: new(sync.Mutex), up: second})
	return nil
}
