// An HTTP handler whose method has a value receiver sends: copies of it refer to one sender.
package reported

import (
	"net/http"

	"streamvet.test/chatpb"
)

// A Sender sends what it is given.
type Sender struct {
	Stream chatpb.Chat_ConnectClient
}

func (s *Sender) send(text string) error {
	return s.Stream.Send(&chatpb.Msg{Text: text}) // want "sendsend"
}

// A Page sends the path of each request.
type Page struct{ Out *Sender }

func (p Page) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if err := p.Out.send(r.URL.Path); err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
	}
}
