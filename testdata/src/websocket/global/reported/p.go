// Every HTTP handler writes to one connection.
package main

import (
	"log"
	"net/http"
	"sync"

	"github.com/gorilla/websocket"
)

var (
	upstream *websocket.Conn
	mu       sync.Mutex
)

func forward(w http.ResponseWriter, r *http.Request) {
	if err := upstream.WriteMessage(websocket.TextMessage, []byte(r.URL.Path)); err != nil { // want "concurrent-write"
		http.Error(w, err.Error(), http.StatusBadGateway)
	}
}

func main() {
	var err error
	upstream, _, err = websocket.DefaultDialer.Dial("ws://localhost/feed", nil)
	if err != nil {
		log.Fatal(err)
	}
	http.HandleFunc("/", forward)
	log.Fatal(http.ListenAndServe(":8080", nil))
}
