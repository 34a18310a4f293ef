// A handler answers its client under the lock of the goroutine that writes to all clients.
package silent

import (
	"net/http"
	"sync"

	"github.com/gorilla/websocket"
)

var upgrader websocket.Upgrader

type server struct {
	mu      sync.Mutex
	clients map[string]*websocket.Conn
	news    chan string
}

func newServer() *server {
	s := &server{clients: map[string]*websocket.Conn{}, news: make(chan string)}
	http.HandleFunc("/ws", s.handle)
	go s.run()
	return s
}

func (s *server) run() {
	for text := range s.news {
		s.mu.Lock()
		for _, conn := range s.clients {
			conn.WriteJSON(text)
		}
		s.mu.Unlock()
	}
}

func (s *server) handle(w http.ResponseWriter, r *http.Request) {
	conn, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	s.mu.Lock()
	s.clients[r.RemoteAddr] = conn
	s.mu.Unlock()
	for {
		var request string
		if err := conn.ReadJSON(&request); err != nil {
			return
		}
		s.mu.Lock()
		conn.WriteJSON("ok")
		s.mu.Unlock()
	}
}

func (s *server) Publish(text string) { s.news <- text }
