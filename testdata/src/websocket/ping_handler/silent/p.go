// The handler of pings runs in the reader, and answers by WriteControl.
package silent

import (
	"time"

	"github.com/gorilla/websocket"
)

func serve(conn *websocket.Conn, out <-chan []byte) {
	conn.SetPingHandler(func(data string) error {
		return conn.WriteControl(websocket.PongMessage, []byte(data), time.Now().Add(time.Second))
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
