// Messages are written piece by piece, each under a mutex.
package silent

import (
	"encoding/json"
	"sync"

	"github.com/gorilla/websocket"
)

type peer struct {
	mu   sync.Mutex
	conn *websocket.Conn
}

func (p *peer) send(v any) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	w, err := p.conn.NextWriter(websocket.TextMessage)
	if err != nil {
		return err
	}
	defer w.Close()
	return json.NewEncoder(w).Encode(v)
}

func answer(p *peer, questions <-chan string) {
	for q := range questions {
		go p.send(q)
	}
}
