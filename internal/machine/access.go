package machine

import (
	"slices"
	"strings"

	"github.com/streamvet/streamvet/internal/clock"
	"github.com/streamvet/streamvet/internal/contract"
)

// An Access is a call that uses a stream.
type Access struct {
	Goroutine *Goroutine
	Stream    *Unknown
	Part      *Unknown // by which it is used, or nil
	Use       contract.Use
	Method    string
	Epoch     clock.Epoch
	Stack     []Place
	Locks     []Held
	Index     int // in the order of the execution's accesses
	Step      int
	Choices   int // how many had been made
}

// Held is a mutex that a goroutine holds.
type Held struct {
	Mutex  int
	Shared bool // for reading
	Place  Place
}

// Hold notes that g has locked the mutex with the given number, 0 for a new one. It returns the
// number.
func (m *Machine) Hold(g *Goroutine, mutex int, shared bool) int {
	if mutex == 0 {
		m.mutexes++
		mutex = m.mutexes
	}
	h := Held{Mutex: mutex, Shared: shared}
	if stack := g.Stack(); len(stack) > 0 {
		h.Place = stack[0]
	}
	g.held = append(g.held, h)
	return mutex
}

// Drop notes that g has unlocked a mutex.
func (m *Machine) Drop(g *Goroutine, mutex int) {
	for i, h := range slices.Backward(g.held) {
		if h.Mutex == mutex {
			g.held = slices.Delete(g.held, i, i+1)
			return
		}
	}
}

// Access tells the observer that the current call of g uses a stream, or the object that u is
// a part of. Where generated code does it, the access is the call of that.
func (m *Machine) Access(g *Goroutine, u *Unknown, use contract.Use, method string) {
	if m.Observer == nil {
		return
	}
	stack := g.Stack()
	m.Steps += len(stack) / 16 // taking it down is work, too
	for len(stack) > 1 && (stack[0].generated() || stack[0].Fn.Synthetic) {
		if !stack[0].Fn.Synthetic {
			method = stack[0].method()
		}
		stack = stack[1:]
	}
	if len(stack) == 1 && stack[0].Fn.Synthetic && len(g.Origin.Stack) > 0 {
		stack = g.Origin.Stack[:1] // go Stream.Send(s, m)
	}
	var part *Unknown
	if u.part != nil {
		part = u
	}
	m.Observer.Access(m, &Access{
		Part:      part,
		Goroutine: g, Stream: u.Whole(), Use: use, Method: method,
		Epoch: g.Clock.Epoch(g.ID), Stack: stack, Locks: slices.Clone(g.held), Step: m.Steps, Choices: len(m.Choices.Drawn()),
	})
}

// generated reports whether p is in a stream's method that protoc-gen-go-grpc has written,
// which calls that of grpc.ClientStream or grpc.ServerStream.
func (p Place) generated() bool {
	return contract.Forwards(p.Fn.File, p.method())
}

// method returns the name of the function that p is in, without what it belongs to.
func (p Place) method() string { return p.Fn.Name[strings.LastIndexByte(p.Fn.Name, '.')+1:] }
