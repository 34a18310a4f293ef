// Messages are written piece by piece, by several goroutines.
package reported

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
	w, err := p.conn.NextWriter(websocket.TextMessage) // want "concurrent-write"
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
