// A router runs all handlers through middleware that lets one run at a time.
package silent

import (
	"net/http"
	"sync"

	"streamvet.test/chatpb"
)

// router is as other packages have it.
type router interface {
	http.Handler
	Use(...func(http.Handler) http.Handler)
	HandleFunc(string, func(http.ResponseWriter, *http.Request))
}

type bridge struct {
	mu     sync.Mutex
	stream chatpb.Chat_ConnectClient
}

func (b *bridge) outer(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		b.mu.Lock()
		defer b.mu.Unlock()
		next.ServeHTTP(w, r)
	})
}

func (b *bridge) post(w http.ResponseWriter, r *http.Request) {
	b.stream.Send(&chatpb.Msg{Text: r.URL.Path})
}

func (b *bridge) routes(r router) {
	r.Use(b.outer)
	r.HandleFunc("/", b.post)
}
