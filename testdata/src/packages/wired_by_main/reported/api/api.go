// Package api gives commands to whoever takes them.
package api

import "net/http"

// A Commander takes commands.
type Commander interface{ Command(name string) error }

// Handler returns a handler of requests that are commands.
func Handler(c Commander) http.Handler {
	return http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { c.Command(r.URL.Path) })
}
