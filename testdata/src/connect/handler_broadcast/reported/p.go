// Handlers send to all members under a lock that several of them can hold for reading.
package reported

import (
	"context"
	"net/http"
	"sync"

	"connectrpc.com/connect"

	"streamvet.test/chatpb"
	"streamvet.test/chatpb/chatpbconnect"
)

type room struct {
	chatpbconnect.UnimplementedChatHandler
	mu      sync.RWMutex
	members map[string]*connect.BidiStream[chatpb.Msg, chatpb.Msg]
}

func (r *room) Connect(ctx context.Context, stream *connect.BidiStream[chatpb.Msg, chatpb.Msg]) error {
	r.mu.Lock()
	r.members[stream.RequestHeader().Get("Name")] = stream
	r.mu.Unlock()
	for {
		msg, err := stream.Receive()
		if err != nil {
			return err
		}
		r.send(msg)
	}
}

func (r *room) send(msg *chatpb.Msg) {
	r.mu.RLock()
	defer r.mu.RUnlock()
	for _, m := range r.members {
		m.Send(msg) // want "concurrent-write"
	}
}

func routes(mux *http.ServeMux) {
	mux.Handle(chatpbconnect.NewChatHandler(&room{members: map[string]*connect.BidiStream[chatpb.Msg, chatpb.Msg]{}}))
}
