// All calls of the function literal send on one stream.
package reported

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
	go s.stream.Send(m) // want "sendsend"
}

func all(ctx context.Context, c chatpb.ChatClient, list []*chatpb.Msg) {
	s := &session{client: c}
	if s.open(ctx) != nil {
		return
	}
	slices.ContainsFunc(list, func(m *chatpb.Msg) bool {
		s.send(m)
		return false
	})
}
