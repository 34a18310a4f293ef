// A handler panics after it has stored its connection, which ends its request alone.
package reported

import (
	"net/http"
	"sync"

	"github.com/gorilla/websocket"
)

type hub struct {
	upgrader websocket.Upgrader
	mu       sync.Mutex
	conns    []*websocket.Conn
}

func (h *hub) Routes(mux *http.ServeMux) {
	mux.HandleFunc("/join", func(w http.ResponseWriter, r *http.Request) {
		h.join(w, r)
		var names map[string]string
		names[r.RemoteAddr] = r.URL.Path
	})
	mux.HandleFunc("/say", h.say)
}

func (h *hub) join(w http.ResponseWriter, r *http.Request) {
	conn, err := h.upgrader.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.conns = append(h.conns, conn)
}

func (h *hub) say(w http.ResponseWriter, r *http.Request) {
	h.mu.Lock()
	conns := h.conns
	h.mu.Unlock()
	for _, conn := range conns {
		conn.WriteJSON(r.URL.Path) // want "concurrent-write"
	}
}

func Serve(addr string) error {
	mux := http.NewServeMux()
	new(hub).Routes(mux)
	return http.ListenAndServe(addr, mux)
}
