// A generic box keeps pointers to sessions as values of type any; each unary call sends to the last one.
package reported

import (
	"context"
	"sync"

	"streamvet.test/chatpb"
)

type box[V any] struct {
	mu sync.Mutex
	v  any
}

func (b *box[V]) put(v V) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.v = v
}

func (b *box[V]) get() (v V, ok bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.v == nil {
		return v, false
	}
	return b.v.(V), true
}

type session struct {
	mu  sync.Mutex
	out chatpb.Chat_ConnectServer
}

func (s *session) push(m *chatpb.Msg) error {
	return s.out.Send(m) // want "sendsend"
}

type server struct {
	chatpb.UnimplementedChatServer
	last box[*session]
}

func (s *server) Connect(stream chatpb.Chat_ConnectServer) error {
	s.last.put(&session{out: stream})
	for {
		if _, err := stream.Recv(); err != nil {
			return err
		}
	}
}

func (s *server) Publish(ctx context.Context, m *chatpb.Msg) (*chatpb.Ack, error) {
	if to, ok := s.last.get(); ok {
		return &chatpb.Ack{}, to.push(m)
	}
	return &chatpb.Ack{}, nil
}
