// The lock is held as long as the writer is open; that it is closed once more later does not matter.
package silent

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
			s.conn.WriteMessage(websocket.TextMessage, []byte(n))
			s.mu.Unlock()
		}
	}()
	s.mu.Lock()
	w, err := s.conn.NextWriter(websocket.TextMessage)
	if err != nil {
		s.mu.Unlock()
		return
	}
	defer w.Close()
	for line := range lines {
		w.Write([]byte(line))
	}
	w.Close()
	s.mu.Unlock()
}
