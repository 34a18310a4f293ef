// The helper may give up taking the lock, and nobody asks whether it has.
package reported

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
	s.lock(ctx)
	defer s.unlock()
	return s.stream.Send(m) // want "sendsend"
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
