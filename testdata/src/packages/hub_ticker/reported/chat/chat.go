// Package chat has the handlers.
package chat

import (
	"context"

	"google.golang.org/grpc"

	"streamvet.test/chatpb"
	"streamvet.test/packages/hub_ticker/reported/hub"
)

type server struct {
	chatpb.UnimplementedChatServer
	hub *hub.Hub
}

func (s *server) Watch(r *chatpb.WatchRequest, stream chatpb.Chat_WatchServer) error {
	s.hub.Set(stream)
	<-stream.Context().Done()
	return nil
}

func (s *server) Publish(ctx context.Context, m *chatpb.Msg) (*chatpb.Ack, error) {
	return &chatpb.Ack{}, s.hub.Send(m)
}

func Register(g *grpc.Server, h *hub.Hub) {
	chatpb.RegisterChatServer(g, &server{hub: h})
}
