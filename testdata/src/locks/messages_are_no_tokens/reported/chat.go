// A queue with room for one message is no mutex, though its helper may wait for room.
package reported

import (
	"context"

	"streamvet.test/chatpb"
)

type session struct {
	stream chatpb.Chat_ConnectClient
	room   chan *chatpb.Msg
}

func (s *session) take(ctx context.Context) error {
	select {
	case s.room <- &chatpb.Msg{}:
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
	return s.stream.Send(m) // want "sendsend"
}

func run(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	s := &session{stream, make(chan *chatpb.Msg, 1)}
	go func() {
		for {
			s.give()
		}
	}()
	go s.send(ctx, &chatpb.Msg{})
	return s.send(ctx, &chatpb.Msg{})
}
