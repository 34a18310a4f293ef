package drive

import (
	"github.com/streamvet/streamvet/internal/choice"
	"github.com/streamvet/streamvet/internal/code"
	"github.com/streamvet/streamvet/internal/machine"
)

// call makes g, whose innermost frame is native, call a function, and goes on with then.
func (w *world) call(g *machine.Goroutine, fn machine.Value, args []machine.Value, then func(machine.Value)) {
	stage := 0
	w.m.PushNative(g, func(m *machine.Machine, g *machine.Goroutine, v machine.Value) (bool, machine.Value) {
		stage++
		switch stage {
		case 1:
			m.StartCall(g, fn, args)
		case 2:
			w.returned++
			then(v)
		default:
			return true, nil
		}
		return false, nil
	}, -1)
}

// sequence executes steps one after the other, each of which may push frames.
func (w *world) sequence(g *machine.Goroutine, steps []func()) {
	w.m.PushNative(g, func(*machine.Machine, *machine.Goroutine, machine.Value) (bool, machine.Value) {
		if len(steps) == 0 {
			return true, nil
		}
		step := steps[0]
		steps = steps[1:]
		step()
		return false, nil
	}, -1)
}

// enter calls an entry, whose receiver is any object of its type.
func (w *world) enter(g *machine.Goroutine, e *Entry, then func(machine.Value)) {
	with := func(recv []machine.Value) {
		w.arguments(g, e.Params, func(args []machine.Value) {
			w.served(g, e.Params, args)
			fn, all := w.target(e, recv, args)
			w.call(g, fn, all, func(v machine.Value) {
				w.results(e, v)
				then(v)
			})
		})
	}
	if e.Recv == nil {
		with(nil)
		return
	}
	w.receiver(g, e.Recv, func(v machine.Value) { with([]machine.Value{v}) })
}

// target returns the function of an entry and its arguments, the receiver among them.
func (w *world) target(e *Entry, recv, args []machine.Value) (machine.Value, []machine.Value) {
	if len(recv) == 0 {
		return e.closure(), args
	}
	return w.m.Invoke(&machine.Iface{T: e.Recv, V: recv[0]}, e.method(), e.Fn.Results, args...)
}

// pick chooses an entry by its weight.
func (w *world) pick(entries []*Entry) *Entry {
	return choice.Weighted(w.m.Choices, entries, func(e *Entry) int { return e.Weight })
}

func closure(f *code.Func) *machine.Closure {
	return &machine.Closure{Name: f.Name, Fn: f, Results: f.Results}
}

// closure returns the function of an entry that is no method.
func (e *Entry) closure() *machine.Closure {
	cl := closure(e.Fn)
	cl.Args = e.Args
	return cl
}
