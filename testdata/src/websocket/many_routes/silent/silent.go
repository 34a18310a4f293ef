// One of many handlers writes to a connection, one request at a time.
package silent

import (
	"fmt"
	"net/http"
	"sync"

	"github.com/gorilla/websocket"
)

var pages = []string{
	"about", "account", "admin", "archive", "basket", "billing", "blog", "calendar", "contact", "cookies", "docs", "events", "faq", "feed",
	"gallery", "groups", "help", "history", "imprint", "inbox", "jobs", "legal", "login", "logout", "map", "news", "offers", "orders",
	"partners", "payments", "people", "photos", "press", "prices", "privacy", "profile", "search", "settings", "shop", "team", "terms", "tour",
}

func Routes(mux *http.ServeMux, conn *websocket.Conn) {
	for _, lang := range []string{"de", "en", "es", "fr", "it"} {
		for _, name := range pages {
			mux.HandleFunc("/"+lang+"/"+name, func(w http.ResponseWriter, r *http.Request) { fmt.Fprintln(w, lang, name) })
		}
	}
	var mu sync.Mutex
	mux.HandleFunc("/say", func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		defer mu.Unlock()
		conn.WriteJSON(r.URL.Path)
	})
}
