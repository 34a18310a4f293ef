// Two goroutines write the close frame when they fail.
package reported

import (
	"io"

	"github.com/gorilla/websocket"
)

func stream(conn *websocket.Conn, stdout, stderr io.Reader) {
	go copyTo(conn, stdout)
	copyTo(conn, stderr)
}

func copyTo(conn *websocket.Conn, r io.Reader) {
	buf := make([]byte, 4096)
	for {
		if _, err := r.Read(buf); err != nil {
			conn.WriteMessage(websocket.CloseMessage, nil) // want "concurrent-write"
			return
		}
	}
}
