// The loop runs where the flag was not set: one at a time, until it has ended.
package silent

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
	if !l.gate.tryStart() {
		return
	}
	go func() {
		defer l.gate.stop()
		for {
			if _, err := l.stream.Recv(); err != nil {
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
