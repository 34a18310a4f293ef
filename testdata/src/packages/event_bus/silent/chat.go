// The bus of a package that doesn't know grpc calls the handlers' callbacks with a write lock.
package silent

import (
	"context"

	"streamvet.test/chatpb"
	"streamvet.test/packages/event_bus/silent/bus"
)

type server struct {
	chatpb.UnimplementedChatServer
	events *bus.Bus[*chatpb.Msg]
}

func (s *server) Publish(ctx context.Context, m *chatpb.Msg) (*chatpb.Ack, error) {
	s.events.Publish(m)
	return &chatpb.Ack{}, nil
}

func (s *server) Watch(r *chatpb.WatchRequest, stream chatpb.Chat_WatchServer) error {
	s.events.Subscribe(func(m *chatpb.Msg) {
		stream.Send(m)
	})
	<-stream.Context().Done()
	return nil
}
