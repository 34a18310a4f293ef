// The lock is given back when the time is up, and the handler goes on.
package reported

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
	b.stream.Send(&chatpb.Msg{Text: r.URL.Path}) // want "sendsend"
}

func (b *bridge) serial(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		b.mu.Lock()
		defer b.mu.Unlock()
		next.ServeHTTP(w, r)
	})
}

func (b *bridge) handler() http.Handler {
	return b.serial(http.TimeoutHandler(http.HandlerFunc(b.post), time.Second, "busy"))
}
