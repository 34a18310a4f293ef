package machine

import (
	"github.com/streamvet/streamvet/internal/clock"
	"github.com/streamvet/streamvet/internal/contract"
)

// An Access is a call that uses a stream.
type Access struct {
	Goroutine *Goroutine
	Stream    *Unknown
	Side      contract.Side
	Method    string
	Epoch     clock.Epoch
	Stack     []Place
	Index     int // in the order of the execution's accesses
	Step      int
}

// Access tells the observer that the current call of g uses a stream.
func (m *Machine) Access(g *Goroutine, u *Unknown, side contract.Side, method string) {
	if m.Observer == nil {
		return
	}
	m.Observer.Access(m, &Access{
		Goroutine: g, Stream: u, Side: side, Method: method,
		Epoch: g.Clock.Epoch(g.ID), Stack: g.Stack(), Step: m.Steps,
	})
}
