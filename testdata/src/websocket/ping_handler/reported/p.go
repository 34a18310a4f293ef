// The handler of pings runs in the reader, and answers by WriteMessage beside the writer.
package reported

import (
	"time"

	"github.com/gorilla/websocket"
)

func serve(conn *websocket.Conn, out <-chan []byte) {
	conn.SetPingHandler(func(data string) error {
		return conn.WriteMessage(websocket.PongMessage, []byte(data)) // want "concurrent-write"
	})
	go func() {
		for {
			if _, _, err := conn.ReadMessage(); err != nil {
				return
			}
		}
	}()
	for data := range out {
		conn.SetWriteDeadline(time.Now().Add(time.Second))
		conn.WriteMessage(websocket.TextMessage, data)
	}
}
