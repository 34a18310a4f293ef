// A goroutine sends pings by WriteMessage beside the one that answers.
package reported

import (
	"time"

	"github.com/gorilla/websocket"
)

func serve(conn *websocket.Conn) error {
	go func() {
		for range time.Tick(time.Minute) {
			conn.WriteMessage(websocket.PingMessage, nil) // want "concurrent-write"
		}
	}()
	for {
		kind, data, err := conn.ReadMessage()
		if err != nil {
			return err
		}
		if err := conn.WriteMessage(kind, data); err != nil {
			return err
		}
	}
}
