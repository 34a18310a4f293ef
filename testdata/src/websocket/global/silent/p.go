// Every HTTP handler writes to one connection, under a mutex.
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
	mu.Lock()
	defer mu.Unlock()
	if err := upstream.WriteMessage(websocket.TextMessage, []byte(r.URL.Path)); err != nil {
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
