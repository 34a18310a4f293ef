// The server runs the handler that lets one request at a time through.
package silent

import (
	"net/http"
	"sync"

	"streamvet.test/chatpb"
)

type bridge struct {
	mu     sync.Mutex
	stream chatpb.Chat_ConnectClient
}

func (b *bridge) post(w http.ResponseWriter, r *http.Request) {
	b.stream.Send(&chatpb.Msg{Text: r.URL.Path})
}

// serial lets one request at a time through.
type serial struct {
	mu   *sync.Mutex
	next http.Handler
}

func (s *serial) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.next.ServeHTTP(w, r)
}

func (b *bridge) serve() error {
	mux := http.NewServeMux()
	mux.HandleFunc("/messages", b.post)
	server := &http.Server{Addr: "localhost:8080", Handler: mux}
	server.Handler = &serial{mu: &b.mu, next: server.Handler}
	return server.ListenAndServe()
}
