// Each call has the next number in its name, which nobody else has.
package silent

import (
	"fmt"
	"sync"
	"sync/atomic"

	"streamvet.test/chatpb"
)

type id string

var last atomic.Int64

func newID(*chatpb.WatchRequest) id {
	return id(fmt.Sprintf("guest-%d", last.Add(1)))
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
