// At the end the server sends to its watchers, whose handlers send what is in their queues.
package main

import (
	"context"
	"net"
	"sync"

	"google.golang.org/grpc"

	"streamvet.test/chatpb"
)

type watcher struct {
	stream chatpb.Chat_WatchServer
	queue  chan *chatpb.Msg
}

type server struct {
	chatpb.UnimplementedChatServer
	mu       sync.Mutex
	watchers map[*watcher]bool
}

func (s *server) Watch(_ *chatpb.WatchRequest, stream chatpb.Chat_WatchServer) error {
	w := &watcher{stream: stream, queue: make(chan *chatpb.Msg, 16)}
	s.mu.Lock()
	s.watchers[w] = true
	s.mu.Unlock()
	for m := range w.queue {
		if err := stream.Send(m); err != nil {
			return err
		}
	}
	return nil
}

func (s *server) Publish(_ context.Context, m *chatpb.Msg) (*chatpb.Ack, error) {
	s.tell(m)
	return &chatpb.Ack{}, nil
}

func (s *server) tell(m *chatpb.Msg) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for w := range s.watchers {
		w.queue <- m
	}
}

func (s *server) end() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for w := range s.watchers {
		w.stream.Send(&chatpb.Msg{Text: "the end"}) // want "sendsend"
	}
}

func main() {
	lis, err := net.Listen("tcp", ":0")
	if err != nil {
		return
	}
	s := &server{watchers: map[*watcher]bool{}}
	gs := grpc.NewServer()
	chatpb.RegisterChatServer(gs, s)
	go gs.Serve(lis)
	s.end()
}
