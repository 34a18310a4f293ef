// A proxy writes what its handler answers beside the pings that an option asks for.
package reported

import (
	"bufio"
	"io"
	"net/http"
	"time"

	"github.com/gorilla/websocket"
)

var upgrader websocket.Upgrader

type proxy struct {
	to    http.Handler
	pings time.Duration
}

// An Option of a proxy.
type Option func(*proxy)

// WithPings sends pings.
func WithPings(every time.Duration) Option { return func(p *proxy) { p.pings = every } }

// New makes a handler that passes on what another one answers.
func New(to http.Handler, opts ...Option) http.Handler {
	p := &proxy{to: to}
	for _, o := range opts {
		o(p)
	}
	return http.HandlerFunc(p.serve)
}

type response struct {
	io.Writer
	header http.Header
}

func (r *response) Header() http.Header { return r.header }
func (r *response) WriteHeader(int)     {}

func (p *proxy) serve(w http.ResponseWriter, r *http.Request) {
	conn, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	defer conn.Close()
	if p.pings > 0 {
		go func() {
			for range time.Tick(p.pings) {
				conn.WriteMessage(websocket.PingMessage, nil) // want "concurrent-write"
			}
		}()
	}
	body, out := io.Pipe()
	go func() {
		defer out.Close()
		p.to.ServeHTTP(&response{out, http.Header{}}, r)
	}()
	for lines := bufio.NewScanner(body); lines.Scan(); {
		if err := conn.WriteMessage(websocket.TextMessage, lines.Bytes()); err != nil {
			return
		}
	}
}
