// A router's handlers write to the connections that others have made, one after the other.
package silent

import (
	"net/http"
	"sync"

	"github.com/go-chi/chi/v5"
	"github.com/gorilla/websocket"
)

type room struct {
	upgrader websocket.Upgrader
	mu       sync.Mutex
	conns    []*websocket.Conn
}

func (m *room) Routes() http.Handler {
	r := chi.NewRouter()
	r.Get("/join", m.join)
	r.Post("/say", m.say)
	return r
}

func (m *room) join(w http.ResponseWriter, r *http.Request) {
	conn, err := m.upgrader.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.conns = append(m.conns, conn)
}

func (m *room) say(w http.ResponseWriter, r *http.Request) {
	m.mu.Lock()
	conns := m.conns
	for _, conn := range conns {
		conn.WriteJSON(r.URL.Path)
	}
	m.mu.Unlock()
}
