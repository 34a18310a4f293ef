// An adapter to io.Writer that two goroutines copy to.
package reported

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
	if err := a.WriteMessage(websocket.BinaryMessage, p); err != nil { // want "concurrent-write"
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
