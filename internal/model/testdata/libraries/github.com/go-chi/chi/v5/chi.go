// Package chi declares what models of github.com/go-chi/chi/v5 are about.
package chi

import "net/http"

type Router interface {
	http.Handler
	Get(pattern string, h http.HandlerFunc)
	Handle(pattern string, h http.Handler)
	Mount(pattern string, h http.Handler)
	Use(middlewares ...func(http.Handler) http.Handler)
	With(middlewares ...func(http.Handler) http.Handler) Router
	Route(pattern string, fn func(r Router)) Router
}

type Mux struct{ routes int }

func NewRouter() *Mux

func (mx *Mux) Get(pattern string, h http.HandlerFunc)
func (mx *Mux) Handle(pattern string, h http.Handler)
func (mx *Mux) Mount(pattern string, h http.Handler)
func (mx *Mux) Use(middlewares ...func(http.Handler) http.Handler)
func (mx *Mux) With(middlewares ...func(http.Handler) http.Handler) Router
func (mx *Mux) Route(pattern string, fn func(r Router)) Router
func (mx *Mux) ServeHTTP(w http.ResponseWriter, r *http.Request)
