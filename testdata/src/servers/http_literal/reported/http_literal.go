// All requests receive from the stream that the handler has captured.
package reported

import (
	"context"
	"net/http"

	"streamvet.test/chatpb"
)

func handler(ctx context.Context, client chatpb.ChatClient) (http.Handler, error) {
	stream, err := client.Connect(ctx)
	if err != nil {
		return nil, err
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		m, err := stream.Recv() // want "recvrecv"
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadGateway)
			return
		}
		w.Write([]byte(m.Text))
	}), nil
}
