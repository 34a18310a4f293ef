package drive

import (
	"github.com/streamvet/streamvet/internal/machine"
)

// Given returns what a function from outside may do with the objects that it is given: a call of
// one of their exported methods, or of one of an object in an exported field, that may use
// streams. Libraries give their callbacks the session that an event is about, to answer by it.
func (w *world) Given(args []machine.Value) func(g *machine.Goroutine) {
	var calls []func(g *machine.Goroutine)
	for _, a := range args {
		v := w.m.Resolve(a)
		if i, ok := v.(*machine.Iface); ok {
			v = w.m.Resolve(i.V)
		}
		c, ok := v.(*machine.Cell)
		if !ok || c.T == nil || c.T.Pkg != w.d.Program.Package {
			continue
		}
		calls = append(calls, w.callsOf(c)...)
		for _, f := range w.m.Fields(c) {
			if c, ok := f.(*machine.Cell); ok && c.T != nil && c.T.Named {
				calls = append(calls, w.callsOf(c)...)
			}
		}
	}
	if len(calls) == 0 {
		return nil
	}
	return func(g *machine.Goroutine) { calls[w.m.Choices.Intn(len(calls))](g) }
}

// callsOf returns calls of the exported methods of the object at c that may use streams.
func (w *world) callsOf(c *machine.Cell) []func(g *machine.Goroutine) {
	var out []func(g *machine.Goroutine)
	for _, e := range w.d.usable(w.m.Program.PointerTo(c.T)) {
		if !e.Accesses || e.Endless || isLifecycle(e.method()) {
			continue
		}
		out = append(out, func(g *machine.Goroutine) {
			w.arguments(g, e.Params, func(args []machine.Value) {
				fn, all := w.target(e, []machine.Value{c}, args)
				called := false
				w.m.PushNative(g, func(m *machine.Machine, g *machine.Goroutine, _ machine.Value) (bool, machine.Value) {
					if called {
						return true, nil
					}
					called = true
					m.StartCall(g, fn, all)
					return false, nil
				}, -1)
			})
		})
	}
	return out
}
