// Clients name themselves: two with one name have one entry, which says that both are ready.
package reported

import (
	"sync"

	"streamvet.test/chatpb"
)

type id [16]byte

func newID(r *chatpb.WatchRequest) id {
	var i id
	copy(i[:], r.GetRoom())
	return i
}

type user struct {
	stream chatpb.Chat_WatchServer
	ready  *bool
}

type server struct {
	chatpb.UnimplementedChatServer
	mu    sync.RWMutex
	users map[id]user
	queue chan id
}

func newServer() *server {
	s := &server{users: map[id]user{}, queue: make(chan id)}
	go s.deliver()
	return s
}

func (s *server) Watch(r *chatpb.WatchRequest, stream chatpb.Chat_WatchServer) error {
	i := newID(r)
	s.mu.Lock()
	s.users[i] = user{stream, new(bool)}
	s.mu.Unlock()
	if err := stream.Send(&chatpb.Msg{}); err != nil {
		return err
	}
	s.queue <- i
	<-stream.Context().Done()
	return nil
}

func (s *server) deliver() {
	for i := range s.queue {
		s.mu.RLock()
		*s.users[i].ready = true
		for _, u := range s.users {
			if *u.ready {
				u.stream.Send(&chatpb.Msg{}) // want "sendsend"
			}
		}
		s.mu.RUnlock()
	}
}
