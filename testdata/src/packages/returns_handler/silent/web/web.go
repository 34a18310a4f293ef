// Package web answers questions by HTTP.
package web

import (
	"fmt"
	"net/http"
)

// An Oracle knows answers.
type Oracle interface {
	Ask(question string) (string, error)
}

type server struct{ oracle Oracle }

func (s *server) ask(w http.ResponseWriter, r *http.Request) {
	answer, err := s.oracle.Ask(r.FormValue("q"))
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	fmt.Fprintln(w, answer)
}

// New returns the handler of requests.
func New(oracle Oracle) http.Handler {
	s := &server{oracle}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /ask", s.ask)
	return mux
}
