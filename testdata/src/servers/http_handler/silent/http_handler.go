// Requests take turns to send on the one stream that the handler was made with.
package silent

import (
	"io"
	"net/http"
	"sync"

	"streamvet.test/chatpb"
)

// bridge forwards what is posted.
type bridge struct {
	mu     sync.Mutex
	sent   int
	stream chatpb.Chat_ConnectClient
}

func (b *bridge) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	b.mu.Lock()
	b.sent++
	err = b.stream.Send(&chatpb.Msg{Text: string(body)})
	b.mu.Unlock()
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
	}
}

func serve(stream chatpb.Chat_ConnectClient) error {
	return http.ListenAndServe("localhost:8080", &bridge{stream: stream})
}
