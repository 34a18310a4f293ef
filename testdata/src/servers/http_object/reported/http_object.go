// Requests receive from the stream that a goroutine receives from.
package reported

import (
	"context"
	"net/http"

	"streamvet.test/chatpb"
)

type watcher struct {
	stream chatpb.Chat_ConnectClient
	last   chan *chatpb.Msg
}

func newWatcher(ctx context.Context, client chatpb.ChatClient) (*watcher, error) {
	stream, err := client.Connect(ctx)
	if err != nil {
		return nil, err
	}
	w := &watcher{stream: stream, last: make(chan *chatpb.Msg, 16)}
	go w.run()
	return w, nil
}

func (w *watcher) run() {
	for {
		m, err := w.stream.Recv() // want "recvrecv"
		if err != nil {
			close(w.last)
			return
		}
		w.last <- m
	}
}

func (w *watcher) ServeHTTP(rw http.ResponseWriter, r *http.Request) {
	m, _ := w.stream.Recv() // want "recvrecv"
	rw.Write([]byte(m.GetText()))
}

func serve(ctx context.Context, client chatpb.ChatClient) error {
	w, err := newWatcher(ctx, client)
	if err != nil {
		return err
	}
	return http.ListenAndServe("localhost:8080", w)
}
