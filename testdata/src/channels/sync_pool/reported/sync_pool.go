// A stream goes back to the sync.Pool before its answer has come.
package reported

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
	s.pool.Put(stream)
	_, err := stream.Recv() // want "recvrecv"
	if err != nil {
		return nil, err
	}
	return &chatpb.Ack{}, nil
}
