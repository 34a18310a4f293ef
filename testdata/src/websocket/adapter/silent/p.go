// An adapter to io.Writer that locks, and that two goroutines copy to.
package silent

import (
	"io"
	"net"
	"sync"

	"github.com/gorilla/websocket"
)

// An adapter is a net.Conn whose data are the messages of a connection.
type adapter struct {
	*websocket.Conn
	mu sync.Mutex
	r  io.Reader
}

func (a *adapter) Write(p []byte) (int, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if err := a.WriteMessage(websocket.BinaryMessage, p); err != nil {
		return 0, err
	}
	return len(p), nil
}

func (a *adapter) Read(p []byte) (int, error) {
	if a.r == nil {
		_, r, err := a.NextReader()
		if err != nil {
			return 0, err
		}
		a.r = r
	}
	n, err := a.r.Read(p)
	if err == io.EOF {
		a.r, err = nil, nil
	}
	return n, err
}

func proxy(conn *websocket.Conn, one, two net.Conn) {
	a := &adapter{Conn: conn}
	go io.Copy(a, one)
	io.Copy(a, two)
}
