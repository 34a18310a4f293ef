// The middleware lets one request at a time through.
package silent

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
	if err := h.stream.Send(&chatpb.Msg{Text: r.FormValue("text")}); err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
	}
}

func (h *hub) counted(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		h.mu.Lock()
		defer h.mu.Unlock()
		h.busy++
		next(w, r)
	}
}

func (h *hub) routes(mux *http.ServeMux) {
	mux.HandleFunc("/messages", h.counted(h.post))
}
