// Handlers go on when the server is closed.
package reported

import (
	"context"
	"net/http"
	"sync"

	"streamvet.test/chatpb"
)

type bridge struct {
	mu     sync.Mutex
	stream chatpb.Chat_ConnectClient
}

func (b *bridge) post(w http.ResponseWriter, r *http.Request) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.stream.Send(&chatpb.Msg{Text: r.URL.Path})
}

func (b *bridge) serve(ctx context.Context) {
	server := &http.Server{Handler: http.HandlerFunc(b.post)}
	go server.ListenAndServe()
	<-ctx.Done()
	server.Close()
	b.stream.CloseSend() // want "closesend"
}
