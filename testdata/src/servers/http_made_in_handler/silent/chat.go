// A handler that is made for one request sends on that request's stream.
package silent

import (
	"net/http"

	"streamvet.test/chatpb"
)

func bridge(client chatpb.ChatClient, stream chatpb.Chat_ConnectClient) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		stream, err := client.Connect(r.Context())
		if err != nil {
			return
		}
		http.StripPrefix("/bridge", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			stream.Send(&chatpb.Msg{Text: r.URL.Path})
		})).ServeHTTP(w, r)
	})
}
