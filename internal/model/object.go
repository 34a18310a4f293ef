package model

import (
	"github.com/streamvet/streamvet/internal/code"
	"github.com/streamvet/streamvet/internal/machine"
)

// newObject makes the object that a function whose first result is a struct, or a pointer
// to one, returns. What the model keeps of it is at its address (machine.Sync).
func newObject(c *machine.Call) *machine.Cell {
	t := c.Result(0)
	if t.Elem != nil {
		t = t.Elem
	}
	return machine.NewCell(t, &machine.Struct{})
}

// objectOf returns what a model keeps at the object that argument 0 points to, or nil after
// a panic for a nil pointer.
func objectOf[T any](c *machine.Call) *T {
	cell := c.Pointer(0)
	if cell == nil {
		return nil
	}
	return machine.Sync[T](c.M, cell)
}

// unlock undoes lock.
func (l *mutex) unlock(m *machine.Machine, g *machine.Goroutine) {
	l.held = false
	m.Drop(g, l.number)
	g.Release(&l.unlocked)
}

// isProgram reports whether v is an interface value of the program, a model's object, or one
// that the contract is about: one whose methods have something to run.
func isProgram(m *machine.Machine, v machine.Value) bool {
	switch v := m.Resolve(v).(type) {
	case *machine.Iface, machine.Native:
		return true
	case *machine.Unknown:
		return v.Object() != nil
	}
	return false
}

// bytesOf returns bytes that depend on the given values alone.
func bytesOf(c *machine.Call, values []machine.Value) machine.Value {
	bytes := c.M.Program.Basic("[]uint8", code.Slice)
	if bytes.Elem == nil {
		bytes.Elem = c.M.Program.Basic("uint8", code.Int)
	}
	var operands []machine.Value
	for _, v := range values {
		operands = append(operands, contents(c, v)...)
	}
	if len(operands) == 0 {
		return c.M.NewUnknown(bytes, "p").NonNil()
	}
	p := c.M.Pure("bytes", bytes, operands...)
	if u, ok := p.(*machine.Unknown); ok {
		u.NonNil()
	}
	return p
}

// ioResults are the result types of Read and Write.
func ioResults(m *machine.Machine) []*code.Type {
	return []*code.Type{m.Program.Basic("int", code.Int), m.ErrorType()}
}

// A transfer is what a library function does with a writer or a reader: it calls a method of it in
// the current goroutine, maybe several times, and holds its own mutex, if it has one, during the
// calls.
type transfer struct {
	mu     *mutex // nil if there is none
	object machine.Value
	method string // Write or Read
	data   machine.Value
	times  int
	// then returns the result of the call, whose last transfer has ended with err.
	then func(m *machine.Machine, g *machine.Goroutine, err machine.Value) machine.Value
}

// run does t in place of the call c.
func (t *transfer) run(c *machine.Call) (machine.Value, machine.Status) {
	if !isProgram(c.M, t.object) {
		return t.then(c.M, c.G, c.M.NewUnknown(c.M.ErrorType(), t.method)), machine.Done
	}
	locked, calling := t.mu == nil, false
	return c.Then(func(m *machine.Machine, g *machine.Goroutine, v machine.Value) (bool, machine.Value) {
		switch {
		case !locked && t.mu.held:
			g.Block(func() bool { return !t.mu.held })
			return false, nil
		case !locked:
			t.mu.lock(m, g)
			locked = true
		}
		if calling {
			t.times--
		}
		if t.times > 0 {
			calling = true
			fn, args := m.Invoke(t.object, t.method, ioResults(m), t.data)
			m.StartCall(g, fn, args)
			return false, nil
		}
		if t.mu != nil {
			t.mu.unlock(m, g)
		}
		var err machine.Value = machine.Nil{}
		if vs, ok := v.(machine.Tuple); ok && len(vs) == 2 {
			err = vs[1]
		}
		return true, t.then(m, g, err)
	})
}

// errorResult is the result of a function that returns an error alone.
func errorResult(_ *machine.Machine, _ *machine.Goroutine, err machine.Value) machine.Value {
	return err
}

// noResult is that of a function without results.
func noResult(*machine.Machine, *machine.Goroutine, machine.Value) machine.Value { return nil }
