// What all requests go through has the lock to count them.
package reported

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
	b.stream.Send(&chatpb.Msg{Text: r.URL.Path}) // want "sendsend"
}

func (b *bridge) outer(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		b.mu.Lock()
		b.seen++
		b.mu.Unlock()
		next.ServeHTTP(w, r)
	})
}

func (b *bridge) serve() error {
	mux := http.NewServeMux()
	mux.HandleFunc("/", b.post)
	return http.ListenAndServe("localhost:8080", b.outer(mux))
}
