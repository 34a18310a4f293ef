package scripts

import (
	"net/http"
	"time"
)

// served says how often a handler has been called.
type served struct{ n int }

func (s *served) ServeHTTP(http.ResponseWriter, *http.Request) { s.n++ }

func Handlers(w http.ResponseWriter, r *http.Request) {
	var s served
	http.HandlerFunc(s.ServeHTTP).ServeHTTP(w, r)
	check(s.n == 1)
	http.MaxBytesHandler(&s, 10).ServeHTTP(w, r)
	check(s.n == 2)
	http.StripPrefix("/api", &s).ServeHTTP(w, r)
	check(s.n == 3)
	http.AllowQuerySemicolons(&s).ServeHTTP(w, r)
	check(s.n == 4)
}

// A handler that takes too long goes on beside its caller.
func HandlerInTime(w http.ResponseWriter, r *http.Request) {
	c := make(chan bool, 1)
	http.TimeoutHandler(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { c <- true }), time.Second, "").ServeHTTP(w, r)
	done := false
	select {
	case <-c:
		done = true
	default:
	}
	maybe(done)
}

// A mux calls one of its handlers, or none.
func Mux(w http.ResponseWriter, r *http.Request) {
	var a, b served
	mux := http.NewServeMux()
	mux.Handle("/a", &a)
	mux.HandleFunc("/b", b.ServeHTTP)
	mux.ServeHTTP(w, r)
	check(a.n+b.n <= 1)
	maybe(a.n == 1)
	maybe(b.n == 1)
}

// Requests that are derived from one have its context, or the one that they are given.
func RequestContext(r *http.Request) {
	ctx := r.Context()
	check(ctx != nil && r.Context() == ctx)
	maybe(ctx.Err() == nil)
	check(r.Clone(ctx).Context() == ctx)
	check(r.WithContext(ctx).Context() == ctx)
}
