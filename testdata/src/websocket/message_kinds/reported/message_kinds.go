// A binary message, which ReadMessage may return, is answered beside the writer.
package reported

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
			conn.WriteMessage(websocket.TextMessage, m) // want "concurrent-write"
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
		case websocket.BinaryMessage:
			conn.WriteMessage(websocket.TextMessage, []byte("not supported"))
		}
	}
}

func main() {
	http.HandleFunc("/ws", serve)
	http.ListenAndServe(":8080", nil)
}
