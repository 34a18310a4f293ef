// Two handlers, of types that have no functions that make them, are given one feed by whoever wires them: it publishes in turn.
package silent

import (
	"io"
	"net/http"

	"github.com/gorilla/websocket"

	"streamvet.test/servers/http_wired/silent/feed"
)

var upgrader websocket.Upgrader

// Live shows what is published.
type Live struct{ Feed *feed.Feed }

func (l *Live) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	conn, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	defer conn.Close()
	drop := l.Feed.Subscribe(func(text string) error {
		return conn.WriteMessage(websocket.TextMessage, []byte(text))
	})
	defer drop()
	for {
		if _, _, err := conn.NextReader(); err != nil {
			return
		}
	}
}

// Post publishes.
type Post struct{ Feed *feed.Feed }

func (p *Post) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	text, err := io.ReadAll(r.Body)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	p.Feed.Publish(string(text))
}
