// A pool is filled with streams, each of them once.
package silent

import (
	"context"
	"net/http"

	"streamvet.test/chatpb"
)

// pool lends streams to requests.
type pool struct {
	free chan chatpb.Chat_ConnectClient
}

func newPool(ctx context.Context, client chatpb.ChatClient, n int) (*pool, error) {
	p := &pool{free: make(chan chatpb.Chat_ConnectClient, n)}
	for range n {
		stream, err := client.Connect(ctx)
		if err != nil {
			return nil, err
		}
		p.free <- stream
	}
	return p, nil
}

func (p *pool) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	stream := <-p.free
	defer func() { p.free <- stream }()
	if err := stream.Send(&chatpb.Msg{Text: r.URL.Path}); err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
	}
}

func serve(ctx context.Context, client chatpb.ChatClient) error {
	p, err := newPool(ctx, client, 8)
	if err != nil {
		return err
	}
	return http.ListenAndServe("localhost:8080", p)
}
