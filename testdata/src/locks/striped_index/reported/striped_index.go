// One of many mutexes is chosen by a number: it changes.
package reported

import (
	"context"
	"sync"

	"streamvet.test/chatpb"
)

type member struct {
	id     uint64
	stream chatpb.Chat_ConnectServer
}

type server struct {
	chatpb.UnimplementedChatServer
	sending [16]sync.Mutex

	mu      sync.Mutex
	last    uint64
	members map[uint64]*member
}

func (s *server) Publish(_ context.Context, m *chatpb.Msg) (*chatpb.Ack, error) {
	s.mu.Lock()
	var all []*member
	for _, to := range s.members {
		all = append(all, to)
	}
	s.mu.Unlock()
	for _, to := range all {
		mu := &s.sending[to.id%16]
		mu.Lock()
		to.stream.Send(m) // want "sendsend"
		mu.Unlock()
	}
	return &chatpb.Ack{}, nil
}

func (s *server) Connect(stream chatpb.Chat_ConnectServer) error {
	s.mu.Lock()
	s.last++
	me := &member{id: s.last, stream: stream}
	s.members[me.id] = me
	s.mu.Unlock()
	<-stream.Context().Done()
	s.mu.Lock()
	s.last++
	me.id = s.last
	s.mu.Unlock()
	return nil
}
