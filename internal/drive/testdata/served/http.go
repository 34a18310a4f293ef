package served

import (
	"context"
	"net/http"
	"net/http/httptest"
	"time"
)

// A counter counts requests, without a lock.
type counter struct{ n int }

func (c *counter) ServeHTTP(http.ResponseWriter, *http.Request) { use(&c.n) }

// A page looks at what its owner sets.
type page struct{ n int }

func (p *page) ServeHTTP(http.ResponseWriter, *http.Request) { look(&p.n) }

// Each request is served in a goroutine of its own.
func RaceOfRequests() { http.ListenAndServe("", &counter{}) }

func RaceOfRequestsTLS() { http.ListenAndServeTLS("", "", "", &counter{}) }

func RaceOfServe() { http.Serve(listener, &counter{}) }

func RaceOfServeTLS() { http.ServeTLS(listener, &counter{}, "", "") }

// Without a handler, DefaultServeMux has it.
func RaceOfDefaultMux() {
	n := 0
	http.HandleFunc("/", func(http.ResponseWriter, *http.Request) { use(&n) })
	http.ListenAndServe("", nil)
}

func RaceOfDefaultMuxUnserved() { http.Handle("/", &counter{}) }

func RaceOfMux() {
	mux := http.NewServeMux()
	mux.Handle("/a", &page{})
	mux.Handle("/b", &counter{})
	http.ListenAndServe("", mux)
}

func RaceOfTwoHandlers() {
	n := 0
	mux := http.NewServeMux()
	mux.HandleFunc("/a", func(http.ResponseWriter, *http.Request) { look(&n) })
	mux.HandleFunc("/b", func(http.ResponseWriter, *http.Request) { use(&n) })
	http.ListenAndServe("", mux)
}

// The caller of a function that returns a handler serves that. (A driver calls functions that start
// something.)
func RaceOfReturnedMux() http.Handler {
	go func() {}()
	mux := http.NewServeMux()
	mux.Handle("/", &counter{})
	return mux
}

func RaceOfReturnedServer() *http.Server {
	go func() {}()
	return &http.Server{Handler: &counter{}}
}

// What comes before a server serves happens before its requests, and what comes beside it doesn't.
func NoRaceBeforeServing() {
	p := &page{}
	use(&p.n)
	http.ListenAndServe("", p)
}

func NoRaceBeforeReturning() {
	p := &page{}
	http.Handle("/", p)
	use(&p.n)
}

func RaceBesideServing() {
	p := &page{}
	go http.ListenAndServe("", p)
	use(&p.n)
}

// A mux has a lock: a handler knows what was done before it was added.
func NoRaceBeforeHandle() {
	mux := http.NewServeMux()
	go http.ListenAndServe("", mux)
	p := &page{}
	use(&p.n)
	mux.Handle("/", p)
}

// Shutdown waits for requests, unless its context ends.
func NoRaceAfterShutdown() {
	p := &page{}
	s := &http.Server{Handler: p}
	go s.ListenAndServe()
	s.Shutdown(context.Background())
	use(&p.n)
}

func NoRaceAfterShutdownOfServe() {
	p := &page{}
	s := &http.Server{Handler: p}
	go s.Serve(listener)
	if s.Shutdown(context.Background()) == nil {
		use(&p.n)
	}
}

func RaceAfterShutdownInTime() {
	p := &page{}
	s := &http.Server{Handler: p}
	go s.ListenAndServe()
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	s.Shutdown(ctx)
	use(&p.n)
}

func NoRaceAfterShutdownInTime() {
	p := &page{}
	s := &http.Server{Handler: p}
	go s.ListenAndServeTLS("", "")
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	if s.Shutdown(ctx) == nil {
		use(&p.n)
	}
}

// Close does not wait.
func RaceAfterClose() {
	p := &page{}
	s := &http.Server{Handler: p}
	go s.ServeTLS(listener, "", "")
	s.Close()
	use(&p.n)
}

// Shutdown starts what was registered, after what came before it, and doesn't wait for that.
func RaceOfOnShutdown() {
	p := &page{}
	s := &http.Server{Handler: p}
	n := 0
	s.RegisterOnShutdown(func() { use(&n) })
	go s.ListenAndServe()
	s.Shutdown(context.Background())
	use(&n)
}

func NoRaceOfOnShutdown() {
	s := &http.Server{Handler: &page{}}
	n := 0
	s.RegisterOnShutdown(func() { look(&n) })
	s.RegisterOnShutdown(func() { look(&n) })
	go s.ListenAndServe()
	use(&n)
	s.Shutdown(context.Background())
}

// A server returns an error in the end.
func Returns() {
	s := &http.Server{Handler: &page{}}
	done := make(chan error)
	go func() { done <- s.ListenAndServe() }()
	s.Shutdown(context.Background())
	check(<-done != nil)
	check(s.ListenAndServe() != nil)
	maybe(s.Close() == nil)
}

// The port may be taken.
func Fails() {
	check(http.ListenAndServe("", &page{}) != nil)
}

// The server of a test serves at once, and Close waits for its requests.
func RaceOfTestServer() {
	s := httptest.NewServer(&counter{})
	s.Close()
}

func NoRaceAfterTestServer() {
	p := &page{}
	use(&p.n)
	s := httptest.NewTLSServer(p)
	s.Close()
	use(&p.n)
}

// The context of a request ends with its handler.
func RequestEnds() {
	http.ListenAndServe("", http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		maybe(r.Context().Err() == nil)
		ctx := r.Context()
		go func() {
			<-ctx.Done()
			check(ctx.Err() != nil)
		}()
	}))
}

// A mux says which handler a request is for; it is called in this goroutine.
func HandlerOfMux(w http.ResponseWriter, r *http.Request) {
	p := &page{}
	mux := http.NewServeMux()
	mux.Handle("/", p)
	h, pattern := mux.Handler(r)
	use(&p.n)
	h.ServeHTTP(w, r)
	use(&p.n)
	maybe(pattern == "/")
	go http.ListenAndServe("", &page{})
}
