// Handlers send to all streams, one after the other.
package silent

import (
	"sync"

	"github.com/cloudwego/kitex/pkg/streaming"
)

// A ChatStream has the form of generated code.
type ChatStream interface {
	streaming.Stream
	Send(text string) error
	Recv() (string, error)
}

type server struct {
	mu      sync.Mutex
	members []ChatStream
}

func serve(s *server, first, second ChatStream) {
	go s.Chat(first)
	go s.Chat(second)
}

func (s *server) Chat(stream ChatStream) error {
	s.mu.Lock()
	s.members = append(s.members, stream)
	s.mu.Unlock()
	for {
		text, err := stream.Recv()
		if err != nil {
			return err
		}
		s.mu.Lock()
		members := s.members
		for _, m := range members {
			m.Send(text)
		}
		s.mu.Unlock()
	}
}
