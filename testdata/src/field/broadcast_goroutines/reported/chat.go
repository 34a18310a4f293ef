// Broadcast starts a goroutine for each client, and returns when it has started them.
package reported

import (
	"context"
	"sync"

	"streamvet.test/chatpb"
)

type server struct {
	chatpb.UnimplementedChatServer
	mu      sync.Mutex
	streams map[string]chatpb.Chat_WatchServer
}

func (s *server) Publish(ctx context.Context, m *chatpb.Msg) (*chatpb.Ack, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var wg sync.WaitGroup
	done := make(chan struct{})
	for _, stream := range s.streams {
		wg.Add(1)
		go func() {
			defer wg.Done()
			stream.Send(m) // want "sendsend"
		}()
	}
	go func() {
		wg.Wait()
		close(done)
	}()
	return &chatpb.Ack{}, nil
}

func (s *server) Watch(r *chatpb.WatchRequest, stream chatpb.Chat_WatchServer) error {
	s.mu.Lock()
	s.streams[r.Room] = stream
	s.mu.Unlock()
	<-stream.Context().Done()
	return nil
}
