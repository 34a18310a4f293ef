// Each user who joins a room starts a goroutine that delivers to all in it.
package reported

import (
	"sync"

	"streamvet.test/chatpb"
)

type user struct {
	name   string
	stream chatpb.Chat_ConnectServer
}

type room struct {
	mu    sync.Mutex
	users map[string]user
	msgs  chan *chatpb.Msg
}

func (r *room) deliver() {
	for m := range r.msgs {
		r.broadcast(m)
	}
}

func (r *room) broadcast(m *chatpb.Msg) {
	for _, u := range r.users {
		u.stream.Send(m) // want "sendsend"
	}
}

type server struct {
	chatpb.UnimplementedChatServer
	mu    sync.Mutex
	rooms map[string]*room
}

func (s *server) Connect(stream chatpb.Chat_ConnectServer) error {
	m, err := stream.Recv()
	if err != nil {
		return err
	}
	r := s.join(m.Room, user{m.From, stream})
	for {
		m, err := stream.Recv()
		if err != nil {
			return err
		}
		r.msgs <- m
	}
}

func (s *server) join(name string, u user) *room {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, ok := s.rooms[name]; !ok {
		s.rooms[name] = &room{users: map[string]user{}, msgs: make(chan *chatpb.Msg)}
	}
	go s.rooms[name].deliver()
	r := s.rooms[name]
	r.mu.Lock()
	r.users[u.name] = u
	r.mu.Unlock()
	return r
}
