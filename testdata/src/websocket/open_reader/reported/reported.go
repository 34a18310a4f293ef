// Two goroutines take turns to read, but one reads on after the other has asked for the next message.
package reported

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
	_, message, err := r.conn.NextReader() // want "concurrent-read"
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
	go r.next()
	for err == nil {
		_, err = r.read(message, make([]byte, 100))
	}
}
