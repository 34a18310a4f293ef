package served

import (
	"context"
	"net/http"

	"connectrpc.com/connect"
)

type text struct{ s string }

// A layer is around a connection. There is one more of them with each interceptor.
type layer struct {
	connect.StreamingHandlerConn
	n int
}

// layers is the interceptor that comes as the n-th, from 0 on.
type layers int

func (n layers) WrapStreamingHandler(next connect.StreamingHandlerFunc) connect.StreamingHandlerFunc {
	return func(ctx context.Context, conn connect.StreamingHandlerConn) error {
		if n > 0 {
			l, ok := conn.(*layer)
			check(ok && l.n == int(n))
		}
		return next(ctx, &layer{conn, int(n) + 1})
	}
}

// The first interceptor is the outermost one.
func Interceptors() {
	http.Handle(path("/chat", connect.NewBidiStreamHandler("/chat", func(ctx context.Context, s *connect.BidiStream[text, text]) error {
		l, ok := s.Conn().(*layer)
		check(ok && l.n == 3 && ctx != nil)
		return nil
	}, connect.WithInterceptors(layers(0), layers(1)), connect.WithInterceptors(layers(2)))))
	http.ListenAndServe("", nil)
}

func path(pattern string, h *connect.Handler) (string, http.Handler) { return pattern, h }

func InterceptorsOfOptions() {
	connect.NewServerStreamHandler("/chat", func(_ context.Context, r *connect.Request[text], s *connect.ServerStream[text]) error {
		check(r != nil)
		return s.Send(&text{})
	}, connect.WithHandlerOptions(connect.WithHandlerOptions(connect.WithInterceptors(layers(0))), connect.WithInterceptors(layers(1))))
}

// A counting connection counts what is sent and received.
type counting struct {
	connect.StreamingHandlerConn
	sent, received int
}

func (c *counting) Send(m any) error {
	_, ok := m.(*text)
	check(ok)
	c.sent++
	return c.StreamingHandlerConn.Send(m)
}

func (c *counting) Receive(m any) error {
	_, ok := m.(*text)
	check(ok)
	c.received++
	return c.StreamingHandlerConn.Receive(m)
}

type counts struct{}

func (counts) WrapStreamingHandler(next connect.StreamingHandlerFunc) connect.StreamingHandlerFunc {
	return func(ctx context.Context, conn connect.StreamingHandlerConn) error {
		c := &counting{StreamingHandlerConn: conn}
		err := next(ctx, c)
		check(c.received == 1)
		check((c.sent == 1) == (err == nil))
		maybe(err == nil)
		return err
	}
}

// The stream that a handler gets sends and receives by the interceptor's connection.
func HandlersConn() {
	connect.NewBidiStreamHandler("/chat", func(_ context.Context, s *connect.BidiStream[text, text]) error {
		m, err := s.Receive()
		if err != nil {
			check(m == nil)
			return err
		}
		check(m != nil)
		s.Send(m)
		return nil
	}, connect.WithInterceptors(counts{}))
}

// Each call has a goroutine and a stream of its own.
func RaceOfStreams() {
	n := 0
	connect.NewBidiStreamHandler("/chat", func(context.Context, *connect.BidiStream[text, text]) error {
		use(&n)
		return nil
	}, connect.WithInterceptors(layers(0)))
}

func NoRaceOfStreams() {
	connect.NewBidiStreamHandler("/chat", func(_ context.Context, s *connect.BidiStream[text, text]) error {
		return s.Send(nil)
	}, connect.WithInterceptors(layers(0)))
}

// What an interceptor sends is on the handler's stream.
type pinging struct{}

func (pinging) WrapStreamingHandler(next connect.StreamingHandlerFunc) connect.StreamingHandlerFunc {
	return func(ctx context.Context, conn connect.StreamingHandlerConn) error {
		go conn.Send(&text{"ping"})
		return next(ctx, conn)
	}
}

func RaceWithInterceptor() {
	connect.NewServerStreamHandler("/chat", func(_ context.Context, _ *connect.Request[text], s *connect.ServerStream[text]) error {
		return s.Send(nil)
	}, connect.WithInterceptors(pinging{}))
}

func RaceWithInterceptorAround() {
	connect.NewServerStreamHandler("/chat", func(_ context.Context, _ *connect.Request[text], s *connect.ServerStream[text]) error {
		return s.Send(nil)
	}, connect.WithInterceptors(pinging{}, layers(0)))
}
