// Each call of the function literal opens a stream of its own, whose Send may outlive it.
package silent

import (
	"context"
	"slices"

	"streamvet.test/chatpb"
)

type session struct {
	client chatpb.ChatClient
	stream chatpb.Chat_ConnectClient
}

func (s *session) open(ctx context.Context) error {
	stream, err := s.client.Connect(ctx)
	if err != nil {
		return err
	}
	s.stream = stream
	return nil
}

func (s *session) send(m *chatpb.Msg) {
	go s.stream.Send(m)
}

func all(ctx context.Context, c chatpb.ChatClient, list []*chatpb.Msg) {
	s := &session{client: c}
	slices.ContainsFunc(list, func(m *chatpb.Msg) bool {
		if s.open(ctx) != nil {
			return true
		}
		s.send(m)
		return false
	})
}
