// One of many mutexes is chosen by a hash: of the room.
package reported

import (
	"context"
	"hash/fnv"
	"sync"

	"streamvet.test/chatpb"
)

type stripes [64]sync.Mutex

func (s *stripes) of(key string) *sync.Mutex {
	h := fnv.New32a()
	h.Write([]byte(key))
	return &s[h.Sum32()%64]
}

type member struct {
	id     string
	stream chatpb.Chat_ConnectServer
}

type server struct {
	chatpb.UnimplementedChatServer
	sending stripes

	mu      sync.Mutex
	members map[string]*member
}

func (s *server) send(to *member, m *chatpb.Msg) error {
	mu := s.sending.of(m.Room)
	mu.Lock()
	defer mu.Unlock()
	return to.stream.Send(m) // want "sendsend"
}

func (s *server) Publish(_ context.Context, m *chatpb.Msg) (*chatpb.Ack, error) {
	s.mu.Lock()
	var all []*member
	for _, to := range s.members {
		all = append(all, to)
	}
	s.mu.Unlock()
	for _, to := range all {
		s.send(to, m)
	}
	return &chatpb.Ack{}, nil
}

func (s *server) Connect(stream chatpb.Chat_ConnectServer) error {
	hello, err := stream.Recv()
	if err != nil {
		return err
	}
	me := &member{id: hello.From, stream: stream}
	s.mu.Lock()
	s.members[me.id] = me
	s.mu.Unlock()
	for {
		m, err := stream.Recv()
		if err != nil {
			return err
		}
		s.send(me, m)
	}
}
