// Package web asks questions by HTTP.
package web

import "net/http"

// An Oracle can be asked.
type Oracle interface {
	Ask(question string) error
}

type server struct{ oracle Oracle }

func (s *server) ask(w http.ResponseWriter, r *http.Request) {
	if err := s.oracle.Ask(r.FormValue("q")); err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
	}
}

// New returns the handler of requests.
func New(oracle Oracle) http.Handler {
	s := &server{oracle}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /ask", s.ask)
	return mux
}
