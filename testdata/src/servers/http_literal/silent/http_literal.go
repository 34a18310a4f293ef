// The handler opens its stream itself.
package silent

import (
	"context"
	"net/http"

	"streamvet.test/chatpb"
)

func handler(ctx context.Context, client chatpb.ChatClient) (http.Handler, error) {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		stream, err := client.Connect(ctx)
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadGateway)
			return
		}
		m, err := stream.Recv()
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadGateway)
			return
		}
		w.Write([]byte(m.Text))
	}), nil
}
