// The middleware counts requests, and holds the lock for that only.
package reported

import (
	"net/http"
	"sync"

	"streamvet.test/chatpb"
)

type hub struct {
	mu     sync.Mutex
	busy   int
	stream chatpb.Chat_ConnectClient
}

func (h *hub) post(w http.ResponseWriter, r *http.Request) {
	if err := h.stream.Send(&chatpb.Msg{Text: r.FormValue("text")}); err != nil { // want "sendsend"
		http.Error(w, err.Error(), http.StatusBadGateway)
	}
}

func (h *hub) counted(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		h.mu.Lock()
		h.busy++
		h.mu.Unlock()
		next(w, r)
	}
}

func (h *hub) routes(mux *http.ServeMux) {
	mux.HandleFunc("/messages", h.counted(h.post))
}
