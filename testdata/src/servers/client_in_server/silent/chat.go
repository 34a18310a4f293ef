// All calls of the handler use the client that the server value was made with.
package silent

import (
	"context"

	"google.golang.org/grpc"

	"streamvet.test/chatpb"
)

type server struct {
	chatpb.UnimplementedChatServer
	peer chatpb.ChatClient
	up   chatpb.Chat_ConnectClient
}

func (s *server) Publish(ctx context.Context, m *chatpb.Msg) (*chatpb.Ack, error) {
	up, err := s.peer.Connect(ctx)
	if err != nil {
		return nil, err
	}
	return &chatpb.Ack{}, up.Send(m)
}

func serve(ctx context.Context, c chatpb.ChatClient, g *grpc.Server) error {
	up, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	chatpb.RegisterChatServer(g, &server{peer: c, up: up})
	return nil
}
