// The room's sender starts each time somebody asks for the room.
package reported

import (
	"sync"

	"streamvet.test/chatpb"
)

type room struct {
	mu    sync.RWMutex
	users map[string]chatpb.Chat_ConnectServer
	queue chan *chatpb.Msg
}

func newRoom() *room {
	return &room{users: map[string]chatpb.Chat_ConnectServer{}, queue: make(chan *chatpb.Msg)}
}

func (r *room) add(user string, stream chatpb.Chat_ConnectServer) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.users[user] = stream
}

func (r *room) start() {
	go func() {
		for m := range r.queue {
			r.toAll(m)
		}
	}()
}

func (r *room) toAll(m *chatpb.Msg) {
	r.mu.RLock()
	defer r.mu.RUnlock()
	for _, stream := range r.users {
		stream.Send(m) // want "sendsend"
	}
}

type server struct {
	chatpb.UnimplementedChatServer
	mu    sync.Mutex
	rooms map[string]*room
}

func (s *server) room(name string) *room {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, ok := s.rooms[name]; !ok {
		s.rooms[name] = newRoom()
	}
	s.rooms[name].start()
	return s.rooms[name]
}

func (s *server) Connect(stream chatpb.Chat_ConnectServer) error {
	m, err := stream.Recv()
	if err != nil {
		return err
	}
	r := s.room(m.Room)
	r.add(m.From, stream)
	for {
		m, err := stream.Recv()
		if err != nil {
			return err
		}
		r.queue <- m
	}
}
