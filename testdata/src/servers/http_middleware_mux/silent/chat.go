// What all requests go through lets one at a time pass.
package silent

import (
	"net/http"
	"sync"

	"streamvet.test/chatpb"
)

type bridge struct {
	mu     sync.Mutex
	seen   int
	stream chatpb.Chat_ConnectClient
}

func (b *bridge) post(w http.ResponseWriter, r *http.Request) {
	b.stream.Send(&chatpb.Msg{Text: r.URL.Path})
}

func (b *bridge) outer(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		b.mu.Lock()
		defer b.mu.Unlock()
		b.seen++
		next.ServeHTTP(w, r)
	})
}

func (b *bridge) serve() error {
	mux := http.NewServeMux()
	mux.HandleFunc("/", b.post)
	return http.ListenAndServe("localhost:8080", b.outer(mux))
}
