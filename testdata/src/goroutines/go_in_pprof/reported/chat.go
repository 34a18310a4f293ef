// Two receivers of one stream, one of them started inside pprof.Do.
package reported

import (
	"context"
	"runtime/pprof"
	"sync/atomic"

	"streamvet.test/chatpb"
)

type session struct {
	client chatpb.ChatClient
	closed atomic.Bool
}

func Open(ctx context.Context, c chatpb.ChatClient) (*session, error) {
	s := &session{client: c}
	if err := s.attach(ctx); err != nil {
		return nil, err
	}
	return s, nil
}

func (s *session) attach(ctx context.Context) error {
	stream, err := s.client.Watch(ctx, &chatpb.WatchRequest{})
	if err != nil {
		return err
	}
	if _, err := stream.Recv(); err != nil {
		return err
	}
	pprof.Do(ctx, pprof.Labels("name", "session"), func(context.Context) {
		go s.listen(stream)
	})
	go s.listen(stream)
	return nil
}

func (s *session) listen(stream chatpb.Chat_WatchClient) {
	for !s.closed.Load() {
		if _, err := stream.Recv(); err != nil { // want "recvrecv"
			s.closed.Store(true)
			return
		}
	}
}
