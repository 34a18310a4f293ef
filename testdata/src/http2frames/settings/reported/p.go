// Settings are written beside the window.
package reported

import (
	"net"

	"golang.org/x/net/http2"
)

func start(c net.Conn) error {
	f := http2.NewFramer(c, c)
	done := make(chan error)
	go func() { done <- f.WriteSettings() }() // want "concurrent-write"

	if err := f.WriteWindowUpdate(0, 1<<16); err != nil {
		return err
	}
	return <-done
}
