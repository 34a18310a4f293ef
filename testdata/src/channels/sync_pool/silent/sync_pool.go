// A stream goes back to the sync.Pool after its answer has come.
package silent

import (
	"context"
	"sync"

	"streamvet.test/chatpb"
)

type server struct {
	chatpb.UnimplementedChatServer
	pool sync.Pool
}

func (s *server) Publish(_ context.Context, m *chatpb.Msg) (*chatpb.Ack, error) {
	stream := s.pool.Get().(chatpb.Chat_ConnectClient)
	if err := stream.Send(m); err != nil {
		return nil, err
	}
	_, err := stream.Recv()
	if err != nil {
		return nil, err
	}
	s.pool.Put(stream)
	return &chatpb.Ack{}, nil
}
