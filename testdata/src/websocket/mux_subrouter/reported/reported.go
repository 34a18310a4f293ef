// Handlers of a part of a gorilla/mux router write to the connections of a map.
package reported

import (
	"net/http"
	"sync"

	"github.com/gorilla/mux"
	"github.com/gorilla/websocket"
)

type hub struct {
	upgrader websocket.Upgrader
	mu       sync.RWMutex
	conns    map[string]*websocket.Conn
}

func Serve(addr string) error {
	h := &hub{conns: map[string]*websocket.Conn{}}
	router := mux.NewRouter()
	rooms := router.PathPrefix("/rooms").Subrouter()
	rooms.HandleFunc("/{name}", h.join).Methods("GET")
	rooms.Path("/{name}").Methods("POST").HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h.mu.RLock()
		defer h.mu.RUnlock()
		if conn := h.conns[mux.Vars(r)["name"]]; conn != nil {
			conn.WriteJSON(r.URL.Path) // want "concurrent-write"
		}
	})
	return http.ListenAndServe(addr, router)
}

func (h *hub) join(w http.ResponseWriter, r *http.Request) {
	conn, err := h.upgrader.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.conns[mux.Vars(r)["name"]] = conn
}
