// A handler is set before the reader starts.
package silent

import (
	"time"

	"github.com/gorilla/websocket"
)

func serve(conn *websocket.Conn) {
	pongs(conn)
	for {
		if _, _, err := conn.ReadMessage(); err != nil {
			return
		}
	}
}

func pongs(conn *websocket.Conn) {
	conn.SetReadDeadline(time.Now().Add(time.Minute))
	conn.SetPongHandler(func(string) error { return conn.SetReadDeadline(time.Now().Add(time.Minute)) })
}
