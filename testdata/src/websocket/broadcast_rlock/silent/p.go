// Handlers broadcast to all clients under a lock that one of them can hold.
package silent

import (
	"net/http"
	"sync"

	"github.com/gorilla/websocket"
)

var upgrader = websocket.Upgrader{ReadBufferSize: 1024, WriteBufferSize: 1024}

type hub struct {
	mu      sync.RWMutex
	clients map[*websocket.Conn]bool
}

func (h *hub) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	conn, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	defer conn.Close()
	h.mu.Lock()
	h.clients[conn] = true
	h.mu.Unlock()
	for {
		_, data, err := conn.ReadMessage()
		if err != nil {
			break
		}
		h.broadcast(data)
	}
	h.mu.Lock()
	delete(h.clients, conn)
	h.mu.Unlock()
}

func (h *hub) broadcast(data []byte) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for conn := range h.clients {
		conn.WriteMessage(websocket.TextMessage, data)
	}
}
