// One of two handlers is not among those of which one runs at a time.
package reported

import (
	"net/http"
	"sync"

	"streamvet.test/chatpb"
)

type bridge struct {
	mu     sync.Mutex
	stream chatpb.Chat_ConnectClient
}

type middleware func(http.Handler) http.Handler

func chain(handler http.HandlerFunc, all ...middleware) http.Handler {
	var out http.Handler = handler
	for _, m := range all {
		out = m(out)
	}
	return out
}

func named(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Server", "bridge")
		next.ServeHTTP(w, r)
	})
}

func (b *bridge) serial(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		b.mu.Lock()
		defer b.mu.Unlock()
		next.ServeHTTP(w, r)
	})
}

func (b *bridge) post(w http.ResponseWriter, r *http.Request) {
	b.stream.Send(&chatpb.Msg{Text: r.URL.Path}) // want "sendsend"
}

func (b *bridge) bye(w http.ResponseWriter, r *http.Request) {
	b.stream.Send(&chatpb.Msg{Text: "bye"}) // want "sendsend"
}

func (b *bridge) routes(mux *http.ServeMux) {
	mux.Handle("/", chain(b.post, named))
	mux.Handle("/bye", chain(b.bye, named, b.serial))
}
