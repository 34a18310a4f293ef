// The handler gives its lock back before it hands the request on.
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

func (b *bridge) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	b.mu.Lock()
	b.mu.Unlock()
	b.seen++
	switch r.URL.Path {
	case "/messages":
		b.Post(w, r)
	default:
		http.NotFound(w, r)
	}
}

func (b *bridge) Post(w http.ResponseWriter, r *http.Request) {
	b.stream.Send(&chatpb.Msg{Text: r.URL.Path}) // want "sendsend"
}
