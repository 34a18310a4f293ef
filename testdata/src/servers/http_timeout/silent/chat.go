// The handler has the lock as long as it runs, also when the time is up.
package silent

import (
	"net/http"
	"sync"
	"time"

	"streamvet.test/chatpb"
)

type bridge struct {
	mu     sync.Mutex
	stream chatpb.Chat_ConnectClient
}

func (b *bridge) post(w http.ResponseWriter, r *http.Request) {
	b.stream.Send(&chatpb.Msg{Text: r.URL.Path})
}

func (b *bridge) serial(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		b.mu.Lock()
		defer b.mu.Unlock()
		next.ServeHTTP(w, r)
	})
}

func (b *bridge) handler() http.Handler {
	return http.TimeoutHandler(b.serial(http.HandlerFunc(b.post)), time.Second, "busy")
}
