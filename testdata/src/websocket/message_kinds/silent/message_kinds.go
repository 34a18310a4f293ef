// A close message, which ReadMessage never returns, would be answered beside the writer.
package silent

import (
	"net/http"

	"github.com/gorilla/websocket"
)

var upgrader websocket.Upgrader

func serve(w http.ResponseWriter, r *http.Request) {
	conn, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	defer conn.Close()
	out := make(chan []byte, 4)
	go func() {
		for m := range out {
			conn.WriteMessage(websocket.TextMessage, m)
		}
	}()
	defer close(out)
	for {
		kind, m, err := conn.ReadMessage()
		if err != nil {
			return
		}
		switch kind {
		case websocket.TextMessage:
			out <- m
		case websocket.CloseMessage:
			conn.WriteMessage(websocket.TextMessage, []byte("bye"))
		}
	}
}

func main() {
	http.HandleFunc("/ws", serve)
	http.ListenAndServe(":8080", nil)
}
