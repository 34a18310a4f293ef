// A method that is registered as a handler opens a stream for each request.
package silent

import (
	"context"
	"net/http"

	"streamvet.test/chatpb"
)

type gateway struct {
	client chatpb.ChatClient
	stream chatpb.Chat_ConnectClient
}

func (g *gateway) post(w http.ResponseWriter, r *http.Request) {
	stream, err := g.client.Connect(r.Context())
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	if err := stream.Send(&chatpb.Msg{Text: r.FormValue("text")}); err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
	}
}

func newMux(ctx context.Context, client chatpb.ChatClient) (*http.ServeMux, error) {
	stream, err := client.Connect(ctx)
	if err != nil {
		return nil, err
	}
	g := &gateway{client: client, stream: stream}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /messages", g.post)
	return mux, nil
}
