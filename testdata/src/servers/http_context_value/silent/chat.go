// The context of each request carries a stream of its own.
package silent

import (
	"context"
	"net/http"

	"streamvet.test/chatpb"
)

type key struct{}

type bridge struct {
	client chatpb.ChatClient
	shared chatpb.Chat_ConnectClient
}

func (b *bridge) connected(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		stream, err := b.client.Connect(r.Context())
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadGateway)
			return
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), key{}, stream)))
		stream.CloseSend()
	})
}

func post(w http.ResponseWriter, r *http.Request) {
	stream := r.Context().Value(key{}).(chatpb.Chat_ConnectClient)
	stream.Send(&chatpb.Msg{Text: r.URL.Path})
}

func routes(client chatpb.ChatClient, shared chatpb.Chat_ConnectClient) http.Handler {
	b := &bridge{client: client, shared: shared}
	mux := http.NewServeMux()
	mux.Handle("/messages", b.connected(http.HandlerFunc(post)))
	return mux
}
