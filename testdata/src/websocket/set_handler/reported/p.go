// A handler is set beside the reader.
package reported

import (
	"time"

	"github.com/gorilla/websocket"
)

func serve(conn *websocket.Conn) {
	go pongs(conn)
	for {
		if _, _, err := conn.ReadMessage(); err != nil {
			return
		}
	}
}

func pongs(conn *websocket.Conn) {
	conn.SetReadDeadline(time.Now().Add(time.Minute)) // want "concurrent-read"
	conn.SetPongHandler(func(string) error { return conn.SetReadDeadline(time.Now().Add(time.Minute)) })
}
