package echo

import (
	"context"
	"net/http"
)

type (
	Context        interface{ Response() http.ResponseWriter }
	HandlerFunc    func(Context) error
	MiddlewareFunc func(HandlerFunc) HandlerFunc
	Echo           struct{ debug bool }
	Route          struct{ Path string }
)

func New() *Echo
func (e *Echo) GET(path string, h HandlerFunc, m ...MiddlewareFunc) *Route
func (e *Echo) Use(m ...MiddlewareFunc)
func (e *Echo) Start(address string) error
func (e *Echo) Shutdown(ctx context.Context) error
func WrapHandler(h http.Handler) HandlerFunc
