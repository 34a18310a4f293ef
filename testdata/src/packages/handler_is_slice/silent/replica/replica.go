// Package replica puts texts to replicas.
package replica

import "net/http"

// A Set has a function for each replica, and takes requests to put something.
type Set []func(text string) error

func (s Set) ServeHTTP(_ http.ResponseWriter, req *http.Request) {
	for _, put := range s {
		put(req.URL.Path)
	}
}
