// A client is two packages away from the connection, behind an interface: keepalives are sent beside answers.
package reported

import (
	"time"

	"streamvet.test/packages/layers/reported/client"
)

type app struct {
	server client.Adapter
}

// Run answers what the server says until it ends.
func Run(url string) error {
	server, err := client.New(url)
	if err != nil {
		return err
	}
	a := &app{server: server}
	go a.keepalive()
	for {
		text, err := a.server.Receive()
		if err != nil {
			return err
		}
		a.server.Send(text)
	}
}

func (a *app) keepalive() {
	for range time.Tick(time.Minute) {
		if a.server.Send("ping") != nil { // want "concurrent-write"
			return
		}
	}
}
