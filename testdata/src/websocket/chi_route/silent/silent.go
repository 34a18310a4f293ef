// Middleware of a chi router is around the handlers of all its parts.
package silent

import (
	"net/http"
	"sync"

	"github.com/go-chi/chi/v5"
	"github.com/gorilla/websocket"
)

type bridge struct {
	mu   sync.Mutex
	conn *websocket.Conn
}

func (b *bridge) Handler() http.Handler {
	r := chi.NewRouter()
	r.Use(b.oneAtATime)
	r.Route("/admin", func(r chi.Router) {
		r.Post("/kick", b.write("kick"))
	})
	r.Post("/say", b.write("say"))
	return r
}

func (b *bridge) oneAtATime(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		b.mu.Lock()
		defer b.mu.Unlock()
		next.ServeHTTP(w, r)
	})
}

func (b *bridge) write(kind string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		b.conn.WriteJSON(kind + r.URL.Path)
	}
}
