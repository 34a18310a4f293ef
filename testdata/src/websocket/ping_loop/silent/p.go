// A goroutine sends pings by WriteControl, which may be called at any time.
package silent

import (
	"time"

	"github.com/gorilla/websocket"
)

func serve(conn *websocket.Conn) error {
	go func() {
		for range time.Tick(time.Minute) {
			conn.WriteControl(websocket.PingMessage, nil, time.Now().Add(time.Second))
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
