// Subscribers are in a map of the package, and each has a mutex, which is held to count.
package reported

import (
	"context"
	"sync"

	"streamvet.test/chatpb"
)

type subscriber struct {
	stream chatpb.Chat_WatchServer
	mu     sync.Mutex
	sent   int
}

func (s *subscriber) push(text string) error {
	s.mu.Lock()
	s.sent++
	s.mu.Unlock()
	return s.stream.Send(&chatpb.Msg{Text: text}) // want "sendsend"
}

var (
	mu   sync.RWMutex
	byID = map[string]*subscriber{}
)

type server struct {
	chatpb.UnimplementedChatServer
}

func (*server) Publish(_ context.Context, m *chatpb.Msg) (*chatpb.Ack, error) {
	mu.RLock()
	defer mu.RUnlock()
	if s := byID[m.Room]; s != nil {
		return &chatpb.Ack{}, s.push(m.Text)
	}
	return &chatpb.Ack{}, nil
}

func (*server) Watch(r *chatpb.WatchRequest, stream chatpb.Chat_WatchServer) error {
	mu.Lock()
	byID[r.Room] = &subscriber{stream: stream}
	mu.Unlock()
	<-stream.Context().Done()
	return nil
}
