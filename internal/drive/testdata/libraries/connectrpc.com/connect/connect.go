package connect

import (
	"context"
	"net/http"
)

type StreamingHandlerConn interface {
	Receive(any) error
	RequestHeader() http.Header
	Send(any) error
	ResponseHeader() http.Header
}

type (
	StreamingHandlerFunc func(context.Context, StreamingHandlerConn) error
	Interceptor          interface {
		WrapStreamingHandler(StreamingHandlerFunc) StreamingHandlerFunc
	}
	HandlerOption interface{ apply() }
	Handler       struct{ protocol string }

	BidiStream[Req, Res any] struct{ conn StreamingHandlerConn }
	ServerStream[Res any]    struct{ conn StreamingHandlerConn }
	Request[T any]           struct{ Msg *T }
)

func (s *BidiStream[Req, Res]) Receive() (*Req, error)
func (s *BidiStream[Req, Res]) Send(*Res) error
func (s *BidiStream[Req, Res]) Conn() StreamingHandlerConn
func (s *ServerStream[Res]) Send(*Res) error

func (h *Handler) ServeHTTP(http.ResponseWriter, *http.Request)

func WithInterceptors(interceptors ...Interceptor) HandlerOption
func WithHandlerOptions(options ...HandlerOption) HandlerOption
func NewBidiStreamHandler[Req, Res any](procedure string, f func(context.Context, *BidiStream[Req, Res]) error, options ...HandlerOption) *Handler {
	panic("not reached")
}
func NewServerStreamHandler[Req, Res any](procedure string, f func(context.Context, *Request[Req], *ServerStream[Res]) error, options ...HandlerOption) *Handler {
	panic("not reached")
}
