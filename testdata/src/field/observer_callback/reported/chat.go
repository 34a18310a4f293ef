// The observer that a handler registers is called by other goroutines, beside the handler.
package reported

import (
	"log"
	"sync"

	"google.golang.org/grpc"

	"streamvet.test/chatpb"
)

type store struct {
	mu        sync.Mutex
	observers []func(text string)
}

func (s *store) observe(f func(text string)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.observers = append(s.observers, f)
}

func (s *store) run(texts <-chan string) {
	for text := range texts {
		s.mu.Lock()
		for _, f := range s.observers {
			f(text)
		}
		s.mu.Unlock()
	}
}

type server struct {
	chatpb.UnimplementedChatServer
	store *store
}

func (s *server) Watch(r *chatpb.WatchRequest, stream chatpb.Chat_WatchServer) error {
	changes := make(chan string, 16)
	s.store.observe(func(text string) {
		stream.Send(&chatpb.Msg{Text: text}) // want "sendsend"
	})
	stream.Send(&chatpb.Msg{Text: "snapshot"})
	for text := range changes {
		log.Print(text)
	}
	return nil
}

func serve(g *grpc.Server, texts <-chan string) {
	s := &store{}
	go s.run(texts)
	chatpb.RegisterChatServer(g, &server{store: s})
}
