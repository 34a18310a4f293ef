// Whether the loop runs is asked first, and the flag is set later: two may start.
package reported

import (
	"sync"

	"streamvet.test/chatpb"
)

// gate lets one loop run.
type gate struct {
	mu      sync.Mutex
	running bool
}

func (g *gate) tryStart() bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.running {
		return false
	}
	g.running = true
	return true
}

func (g *gate) stop() {
	g.mu.Lock()
	g.running = false
	g.mu.Unlock()
}

type listener struct {
	stream chatpb.Chat_ConnectClient
	gate   gate
}

func (l *listener) ensure() {
	l.gate.tryStart()
	go func() {
		defer l.gate.stop()
		for {
			if _, err := l.stream.Recv(); err != nil { // want "recvrecv"
				return
			}
		}
	}()
}

func (l *listener) Add(m *chatpb.Msg) error {
	l.ensure()
	err := l.stream.Send(m)
	l.ensure()
	return err
}
