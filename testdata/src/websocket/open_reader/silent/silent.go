// Two goroutines take turns to read: one asks for the next message when the other has read its own.
package silent

import (
	"io"
	"sync"

	"github.com/gorilla/websocket"
)

type receiver struct {
	mu   sync.Mutex
	conn *websocket.Conn
}

func (r *receiver) next() (io.Reader, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	_, message, err := r.conn.NextReader()
	return message, err
}

func (r *receiver) read(message io.Reader, p []byte) (int, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return message.Read(p)
}

func (r *receiver) run() {
	message, err := r.next()
	if err != nil {
		return
	}
	for err == nil {
		_, err = r.read(message, make([]byte, 100))
	}
	go r.next()
	r.read(message, nil)
}
