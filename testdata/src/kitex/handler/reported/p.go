// Handlers send to all streams, from a copy of the list.
package reported

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
		members := s.members[:len(s.members):len(s.members)]
		s.mu.Unlock()
		for _, m := range members {
			m.Send(text) // want "concurrent-write"
		}
	}
}
