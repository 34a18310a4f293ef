// Package router is one that no table knows.
package router

import "net/http"

type Router struct{ routes int }

func New() *Router
func (r *Router) Use(around func(http.Handler) http.Handler)
func (r *Router) Get(path string, h http.HandlerFunc)
