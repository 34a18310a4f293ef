// A handler sends on the stream of all requests.
package reported

import (
	"net/http"

	"streamvet.test/chatpb"
)

func bridge(client chatpb.ChatClient, stream chatpb.Chat_ConnectClient) http.Handler {
	return http.StripPrefix("/bridge", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		stream.Send(&chatpb.Msg{Text: r.URL.Path}) // want "sendsend"
	}))
}
