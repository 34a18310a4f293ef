// The close frame is written while the writer may still be running.
package reported

import "github.com/gorilla/websocket"

func feed(conn *websocket.Conn, in <-chan int) {
	done := make(chan bool)
	go func() {
		defer close(done)
		for n := range in {
			conn.WriteJSON(n) // want "concurrent-write"
		}
	}()
	conn.ReadMessage()
	conn.WriteMessage(websocket.CloseMessage, nil)
}
