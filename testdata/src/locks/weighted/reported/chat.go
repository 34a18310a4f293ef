// Each sender takes a part of the semaphore, so there is room for others.
package reported

import (
	"context"

	"golang.org/x/sync/semaphore"

	"streamvet.test/chatpb"
)

const all = 8

type sender struct {
	sem    *semaphore.Weighted
	stream chatpb.Chat_ConnectClient
}

func (s *sender) lock(ctx context.Context) error { return s.sem.Acquire(ctx, 1) }

func (s *sender) send(ctx context.Context, m *chatpb.Msg) error {
	if err := s.lock(ctx); err != nil {
		return err
	}
	defer s.sem.Release(1)
	return s.stream.Send(m) // want "sendsend"
}

func run(ctx context.Context, c chatpb.ChatClient, msgs []*chatpb.Msg) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	s := &sender{semaphore.NewWeighted(all), stream}
	for _, m := range msgs {
		go s.send(ctx, m)
	}
	return nil
}
