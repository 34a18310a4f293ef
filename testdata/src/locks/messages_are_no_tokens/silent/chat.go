// A channel with room for one token is a mutex, whose helper may give up.
package silent

import (
	"context"

	"streamvet.test/chatpb"
)

type session struct {
	stream chatpb.Chat_ConnectClient
	room   chan struct{}
}

func (s *session) take(ctx context.Context) error {
	select {
	case s.room <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (s *session) give() { <-s.room }

func (s *session) send(ctx context.Context, m *chatpb.Msg) error {
	if err := s.take(ctx); err != nil {
		return err
	}
	defer s.give()
	return s.stream.Send(m)
}

func run(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	s := &session{stream, make(chan struct{}, 1)}
	go s.send(ctx, &chatpb.Msg{})
	return s.send(ctx, &chatpb.Msg{})
}
