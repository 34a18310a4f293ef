// Each call has a lock around it, but one goroutine writes while the other one's writer is open.
package reported

import (
	"sync"

	"github.com/gorilla/websocket"
)

type sender struct {
	mu   sync.Mutex
	conn *websocket.Conn
}

func (s *sender) run(lines <-chan string, notes <-chan string) {
	go func() {
		for n := range notes {
			s.mu.Lock()
			s.conn.WriteMessage(websocket.TextMessage, []byte(n)) // want "concurrent-write"
			s.mu.Unlock()
		}
	}()
	s.mu.Lock()
	w, err := s.conn.NextWriter(websocket.TextMessage)
	s.mu.Unlock()
	if err != nil {
		return
	}
	for line := range lines {
		s.mu.Lock()
		w.Write([]byte(line))
		s.mu.Unlock()
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	w.Close()
}
