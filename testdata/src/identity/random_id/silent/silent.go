// Each call makes an identity at random, which nobody else has.
package silent

import (
	"crypto/rand"
	"sync"

	"streamvet.test/chatpb"
)

type id [16]byte

func newID(*chatpb.WatchRequest) id {
	var i id
	rand.Read(i[:])
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
				u.stream.Send(&chatpb.Msg{})
			}
		}
		s.mu.RUnlock()
	}
}
