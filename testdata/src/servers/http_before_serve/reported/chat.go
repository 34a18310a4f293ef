// Requests come while the server says hello.
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

func (b *bridge) post(w http.ResponseWriter, r *http.Request) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.stream.Send(&chatpb.Msg{Text: r.URL.Path})
}

func (b *bridge) hello() {
	b.stream.Send(&chatpb.Msg{Text: "hello"}) // want "sendsend"
}

func (b *bridge) serve() error {
	http.HandleFunc("/messages", b.post)
	errs := make(chan error, 1)
	go func() { errs <- http.ListenAndServe("localhost:8080", nil) }()
	b.hello()
	return <-errs
}
