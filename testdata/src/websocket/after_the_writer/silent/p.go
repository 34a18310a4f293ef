// The close frame is written when the writer has ended.
package silent

import "github.com/gorilla/websocket"

func feed(conn *websocket.Conn, in <-chan int) {
	done := make(chan bool)
	go func() {
		defer close(done)
		for n := range in {
			conn.WriteJSON(n)
		}
	}()
	<-done
	conn.WriteMessage(websocket.CloseMessage, nil)
}
