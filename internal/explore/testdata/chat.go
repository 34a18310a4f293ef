package chat

import (
	"sync"

	"example.com/chatpb"
)

type server struct {
	mu      sync.Mutex
	rooms   map[string]*room
	started bool
}

type room struct {
	mu      sync.RWMutex
	members map[chatpb.Chat_ChatServer]bool
	queue   chan *chatpb.Msg
}

func newServer() *server { return &server{rooms: map[string]*room{}} }

func (s *server) room(name string) *room {
	s.mu.Lock()
	defer s.mu.Unlock()
	r := s.rooms[name]
	if r == nil {
		r = &room{members: map[chatpb.Chat_ChatServer]bool{}, queue: make(chan *chatpb.Msg, 1)}
		s.rooms[name] = r
	}
	return r
}

func (s *server) Chat(stream chatpb.Chat_ChatServer) error {
	m, err := stream.Recv()
	if err != nil {
		return err
	}
	r := s.room(m.GetText())
	r.mu.Lock()
	r.members[stream] = true
	r.mu.Unlock()
	defer func() {
		r.mu.Lock()
		delete(r.members, stream)
		r.mu.Unlock()
	}()
	go func() {
		for m := range r.queue {
			stream.Send(m)
		}
	}()
	for {
		m, err := stream.Recv()
		if err != nil {
			return err
		}
		switch m.GetText() {
		case "queue":
			r.queue <- m
		case "":
			return nil
		default:
			r.broadcast(m)
		}
	}
}

func (r *room) broadcast(m *chatpb.Msg) {
	r.mu.RLock()
	defer r.mu.RUnlock()
	for member := range r.members {
		member.Send(m)
	}
}

// Copy closes a stream on which it may still send.
func Copy(stream chatpb.Chat_ChatClient, messages <-chan *chatpb.Msg) {
	go func() {
		for m := range messages {
			stream.Send(m)
		}
	}()
	for {
		if _, err := stream.Recv(); err != nil {
			stream.CloseSend()
			return
		}
	}
}
