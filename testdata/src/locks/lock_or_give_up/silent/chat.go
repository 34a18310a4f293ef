// A helper that takes a lock or gives up tells which, and its caller asks.
package silent

import (
	"context"

	"streamvet.test/chatpb"
)

type session struct {
	stream chatpb.Chat_ConnectClient
	sem    chan struct{}
}

func (s *session) lock(ctx context.Context) bool {
	select {
	case s.sem <- struct{}{}:
		return true
	case <-ctx.Done():
		return false
	}
}

func (s *session) unlock() { <-s.sem }

func (s *session) send(ctx context.Context, m *chatpb.Msg) error {
	if !s.lock(ctx) {
		return ctx.Err()
	}
	defer s.unlock()
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
