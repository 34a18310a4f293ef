// Pings and their answers are written by two goroutines.
package reported

import (
	"net"
	"sync"
	"time"

	"golang.org/x/net/http2"
)

type conn struct {
	mu     sync.Mutex
	framer *http2.Framer
}

func newConn(c net.Conn) *conn {
	f := http2.NewFramer(c, c)
	f.AllowIllegalWrites = true
	return &conn{framer: f}
}

func run(nc net.Conn) error {
	c := newConn(nc)
	go func() {
		for range time.Tick(time.Minute) {
			c.ping(false, [8]byte{})
		}
	}()
	for {
		frame, err := c.framer.ReadFrame()
		if err != nil {
			return err
		}
		if p, ok := frame.(*http2.PingFrame); ok {
			c.ping(true, p.Data)
		}
	}
}

func (c *conn) ping(ack bool, data [8]byte) {
	c.framer.WritePing(ack, data) // want "concurrent-write"
}
