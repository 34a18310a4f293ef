package machine

import (
	"fmt"

	"github.com/streamvet/streamvet/internal/code"
)

// deferInstr adds a deferred call to the frame, or, in the body of a loop over a function, to
// that of the function around it.
func (m *Machine) deferInstr(f *Frame, in *code.Instr) {
	fn, args := m.callParts(f, in)
	to := f
	if in.N == 1 {
		if s, ok := args[len(args)-1].(deferStack); ok {
			to = s.frame
		}
		args = args[:len(args)-1]
	}
	to.defers = append(to.defers, deferred{fn, args, in})
	f.pc++
}

// A deferStack is the list of deferred calls of a frame, as a value.
type deferStack struct{ frame *Frame }

// runDefers makes the last deferred call of f; when there is none left, f goes on.
func (m *Machine) runDefers(g *Goroutine, f *Frame) {
	f.running = nil
	if len(f.defers) == 0 {
		f.pc++
		return
	}
	m.runDefer(g, f)
}

func (m *Machine) runDefer(g *Goroutine, f *Frame) {
	d := f.defers[len(f.defers)-1]
	f.defers = f.defers[:len(f.defers)-1]
	f.running = d.in
	depth := len(g.stack)
	_, status := m.call(g, d.fn, d.args, -1, d.in)
	switch {
	case status == Blocked:
		f.defers = append(f.defers, d)
	case len(g.stack) > depth:
		g.top().forDefers = true
	}
}

// Panic begins a panic in g.
func (m *Machine) Panic(g *Goroutine, v Value) {
	p := &panicking{value: v}
	if stack := g.Stack(); len(stack) > 0 {
		p.place = stack[0]
	}
	g.panic = p
}

// Goexit ends g after its deferred calls, as runtime.Goexit does.
func (m *Machine) Goexit(g *Goroutine) { g.panic = &panicking{exit: true} }

// unwind goes on with a panic: the next deferred call of the innermost frame, or the
// frame below.
func (m *Machine) unwind(g *Goroutine) {
	f := g.top()
	if f.native == nil && len(f.defers) > 0 {
		f.panic, g.panic = g.panic, nil
		m.runDefer(g, f)
		return
	}
	g.stack = g.stack[:len(g.stack)-1]
	if f.unwound != nil {
		f.unwound(g.panic.value, g.panic.exit)
	}
	if m.giveUp(g, f) {
		return
	}
	if g.limit.step > 0 && len(g.stack) == g.limit.depth {
		m.abandon(g, f)
		return
	}
	if g.top() != nil {
		return
	}
	p := g.panic
	g.panic = nil
	m.end(g)
	// "If ServeHTTP panics, the server ... assumes that the effect of the panic was isolated to the
	// active request. It recovers the panic" (https://pkg.go.dev/net/http#Handler).
	if !p.exit && g.Origin.Kind != FromRequest {
		reason, _ := p.value.(string)
		if p.place.Fn != nil {
			reason = fmt.Sprintf("%s at %s:%d", reason, p.place.Fn.File, p.place.Line)
		}
		m.Stop(Panicked, reason)
	}
}

// giveUp ends a panic where f, a function of a dependency, has been called by the package's own
// code. The machine doesn't know enough of what is outside to run that dependency, so its result is
// unknown, as if it had no code. The same holds for a panic while the package is initialized, since
// nothing could be run otherwise.
func (m *Machine) giveUp(g *Goroutine, f *Frame) bool {
	below := g.top()
	if f.fn == nil || below == nil || g.panic.exit {
		return false
	}
	if below.native == nil && below.fn.Name == m.Program.Package+".init" {
		return m.goOn(g, f, below)
	}
	if f.fn.Pkg == m.Program.Package || !m.isAssertion(g, f) || below.native == nil && below.fn.Pkg != m.Program.Package {
		return false
	}
	return m.goOn(g, f, below)
}

// goOn ends a panic of f as if it had returned to the frame below.
func (m *Machine) goOn(g *Goroutine, f, below *Frame) bool {
	g.panic = nil
	v := m.Havoc(&Call{M: m, G: g, Name: f.fn.Name, Results: m.typesOf(f, f.fn.Results)})
	if below.native != nil {
		below.ret = v
	} else if f.dst >= 0 {
		below.slots[f.dst] = v
	}
	return true
}

// isAssertion reports whether a panic in a library means that an invariant is broken: it is a
// run-time panic, or has a text, or comes from deep in the library. If a function that the package
// calls panics with an error, that may be how it returns the error; and so it may be with those
// that it calls, if the package recovers.
func (m *Machine) isAssertion(g *Goroutine, f *Frame) bool {
	p := g.panic
	at := p.place.Fn
	if p.exit || at == nil || at.Pkg == m.Program.Package {
		return false
	}
	switch v := p.value.(type) {
	case string:
		return true
	case *Iface:
		if v.T.Kind == code.String {
			return true
		}
	}
	return at.Pkg != f.fn.Pkg || at != f.fn && !g.recoverable()
}

func (m *Machine) typesOf(f *Frame, list []*code.Type) []*code.Type {
	out := make([]*code.Type, len(list))
	for i, t := range list {
		out[i] = m.typeOf(f, t)
	}
	return out
}

// resume is called when g is back in a frame whose deferred calls run for a panic.
func (m *Machine) resume(g *Goroutine, f *Frame) {
	switch {
	case !f.panic.recovered:
		g.panic = f.panic
	case len(f.defers) > 0:
		m.runDefer(g, f)
	case f.fn.Recover >= 0:
		f.panic, f.running = nil, nil
		f.prev, f.block, f.pc = f.block, f.fn.Recover, 0
	default:
		m.Stop(Refused, "a panic is recovered in a function that has no block for that") // ssa makes one
	}
}

// recovers executes the built-in function recover.
func (m *Machine) recovers(g *Goroutine) Value {
	n := len(g.stack)
	if n < 2 || !g.stack[n-1].forDefers {
		return Nil{}
	}
	f := g.stack[n-2]
	p := f.panic
	if p == nil || p.exit || p.recovered {
		return Nil{}
	}
	p.recovered = true
	if v := p.value; v != nil {
		if _, isText := v.(string); !isText {
			return v
		}
	}
	u := m.NewUnknown(m.Program.Basic("interface{}", code.Interface), "recovered")
	u.nonNil = true
	return u
}
