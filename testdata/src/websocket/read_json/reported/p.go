// Which goroutines start depends on what ReadJSON has stored: each request that has a name is
// answered by one.
package reported

import (
	"net/http"

	"github.com/gorilla/websocket"
)

type request struct {
	Name string
	Quit bool
}

func serve(w http.ResponseWriter, r *http.Request) {
	var up websocket.Upgrader
	conn, err := up.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	defer conn.Close()
	for {
		var q request
		if conn.ReadJSON(&q) != nil || q.Quit {
			return
		}
		if q.Name == "" {
			continue
		}
		go conn.WriteMessage(websocket.TextMessage, []byte(q.Name)) // want "concurrent-write"
	}
}

func init() { http.HandleFunc("/", serve) }
