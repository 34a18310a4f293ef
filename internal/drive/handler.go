package drive

import (
	"cmp"
	"slices"

	"github.com/streamvet/streamvet/internal/code"
	"github.com/streamvet/streamvet/internal/machine"
	"github.com/streamvet/streamvet/internal/model"
)

// service calls handlers of one object: first some unary ones one after the other, since programs
// have state, and then several at once, each in a goroutine of its own. The goroutine that has made
// the object calls other methods of it at the same time.
func (w *world) service(g *machine.Goroutine, s *Service) {
	w.receiver(g, s.Type, func(obj machine.Value) {
		w.serve(g, s, obj)
	})
}

func (w *world) serve(g *machine.Goroutine, s *Service, obj machine.Value) {
	var unary []*Entry
	for _, e := range s.Handlers {
		if e.Unary {
			unary = append(unary, e)
		}
	}
	others := slices.Clone(s.Others)
	slices.SortStableFunc(others, func(a, b *Entry) int { return cmp.Compare(b.Weight, a.Weight) })
	var steps []func()
	if len(others) > 0 && w.m.Choices.Percent(50) {
		steps = append(steps, func() { w.method(g, w.pick(others), obj) })
	}
	if len(unary) > 0 && w.m.Choices.Percent(50) {
		first := w.m.Choices.Intn(len(unary))
		for i := range 1 + w.m.Choices.Intn(4) {
			e := unary[(first+i)%len(unary)]
			steps = append(steps, func() { w.handler(g, e, obj, false) })
		}
	}
	steps = append(steps, func() { w.handlers(g, s, obj) })
	if len(others) > 0 && w.m.Choices.Percent(50) {
		for range 1 + w.m.Choices.Intn(2) {
			steps = append(steps, func() { w.method(g, w.pick(others), obj) })
		}
	}
	if accesses(w.d.Requests) && w.m.Choices.Percent(40) {
		steps = append(steps, func() { w.request(g, w.d.Requests, true) })
	}
	steps = append(steps, func() { w.meanwhile(g, s.Type) })
	if functions := w.d.functions(); len(functions) > 0 && w.m.Choices.Percent(30) {
		steps = append(steps, func() { w.enter(g, w.pick(functions), func(machine.Value) {}) })
	}
	w.sequence(g, steps)
}

// meanwhile calls methods of the objects that the environment has, but for those of type served,
// while handlers run: a service may leave its streams to another object, which others use as well.
// Methods that the package calls itself are called when it does so.
func (w *world) meanwhile(g *machine.Goroutine, served *code.Type) {
	var steps []func()
	for _, t := range w.types {
		if t == served {
			continue
		}
		methods := w.d.leftToOthers(t)
		if len(methods) > 0 && w.m.Choices.Percent(50) {
			e, obj := w.pick(methods), w.objects[t][0]
			steps = append(steps, func() { w.method(g, e, obj) })
		}
	}
	w.sequence(g, steps)
}

// streams calls a handler or an interceptor of streams several times at once.
func (w *world) streams(g *machine.Goroutine, e *Entry) {
	start := func(obj machine.Value) {
		for range w.several(2) {
			w.handler(g, e, obj, true)
		}
		w.meanwhile(g, nil)
	}
	if e.Recv == nil {
		start(nil)
		return
	}
	w.receiver(g, e.Recv, start)
}

// several returns how many calls are made at once: a few, or a crowd.
func (w *world) several(few int) int { return max(few, w.m.Crowd) }

// next returns a function that chooses the handlers to call: any, or for a crowd mostly one that
// has a stream.
func (w *world) next(handlers []*Entry) func() *Entry {
	if w.m.Crowd == 0 {
		return func() *Entry { return w.pick(handlers) }
	}
	streaming := slices.DeleteFunc(slices.Clone(handlers), func(e *Entry) bool { return e.Unary })
	if len(streaming) == 0 {
		streaming = handlers
	}
	usual := w.pick(streaming)
	return func() *Entry {
		if w.m.Choices.Percent(7) {
			return w.pick(handlers)
		}
		return usual
	}
}

// handlers starts several handlers of an object at once.
func (w *world) handlers(g *machine.Goroutine, s *Service, obj machine.Value) {
	next := w.next(s.Handlers)
	for range w.several(2 + w.m.Choices.Intn(3)) {
		w.handler(g, next(), obj, true)
	}
}

// handler calls a handler, in a goroutine of its own or in g.
func (w *world) handler(g *machine.Goroutine, e *Entry, obj machine.Value, own bool) {
	var stream *machine.Unknown
	args := make([]machine.Value, len(e.Params))
	for i, t := range e.Params {
		if i != e.Stream {
			args[i] = w.handlerArgument(t)
			continue
		}
		stream = w.stream(t, "stream")
		args[i] = stream
	}
	var recv []machine.Value
	if e.Recv != nil {
		recv = []machine.Value{obj}
	}
	fn, all := w.target(e, recv, args)
	w.run(g, machine.Origin{Kind: machine.FromHandler, Name: e.Name, Fn: e.Fn}, fn, all, stream, own)
}

func (w *world) handlerArgument(t *code.Type) machine.Value {
	switch {
	case t.Context:
		return model.NewContext(w.m)
	case t.Kind == code.Signature:
		return w.m.NewUnknown(t, "handler").NonNil()
	}
	return w.m.Outside(t, "req")
}

// run calls a function that serves a stream, and ends the stream's context after it.
func (w *world) run(g *machine.Goroutine, o machine.Origin, fn machine.Value, args []machine.Value, stream *machine.Unknown, own bool) *machine.Goroutine {
	if !own {
		w.call(g, fn, args, func(machine.Value) {
			if stream != nil {
				model.EndHandler(w.m, stream)
			}
		})
		return nil
	}
	body := &machine.Closure{Name: o.Name, Native: func(c *machine.Call) (machine.Value, machine.Status) {
		called := false
		return c.Then(func(m *machine.Machine, g *machine.Goroutine, v machine.Value) (bool, machine.Value) {
			if !called {
				called = true
				m.StartCall(g, fn, args)
				return false, nil
			}
			if stream != nil {
				model.EndHandler(m, stream)
			}
			return true, v
		})
	}}
	of := o.Fn
	h := w.m.Spawn(g, o, body, nil)
	if h != nil {
		h.Origin.Fn = of
		if stream != nil {
			stream.Owner = h
		}
	}
	return h
}

// requests calls several handlers of HTTP requests at once: perhaps after a few that came before, and
// that use no streams.
func (w *world) requests(g *machine.Goroutine, entries []*Entry) {
	e := w.pick(entries)
	start := func(machine.Value) {
		var steps []func()
		if quiet := slices.DeleteFunc(slices.Clone(entries), func(e *Entry) bool { return e.Accesses }); len(quiet) > 0 {
			for range w.earlier() {
				steps = append(steps, func() { w.request(g, quiet, false) })
			}
		}
		steps = append(steps, func() {
			for range w.several(2 + w.m.Choices.Intn(2)) {
				w.request(g, entries, true)
			}
		})
		w.sequence(g, steps)
	}
	if e.Recv == nil {
		start(nil)
		return
	}
	w.receiver(g, e.Recv, start)
}

// request calls a handler of an HTTP request, whose receiver is any object of its type, in a goroutine
// of its own or in g.
func (w *world) request(g *machine.Goroutine, entries []*Entry, own bool) {
	e := w.pick(entries)
	args := make([]machine.Value, len(e.Params))
	for i, t := range e.Params {
		args[i] = w.m.Outside(t, "request")
		if u, ok := args[i].(*machine.Unknown); ok {
			u.NonNil()
		}
	}
	o := machine.Origin{Kind: machine.FromRequest, Name: e.Name, Fn: e.Fn}
	if e.Recv == nil {
		w.run(g, o, e.closure(), args, nil, own)
		return
	}
	w.receiver(g, e.Recv, func(recv machine.Value) {
		fn, all := w.target(e, []machine.Value{recv}, args)
		w.run(g, o, fn, all, nil, own)
	})
}

// served starts handlers of the services of other packages among the arguments of a call:
// somebody may serve them.
func (w *world) served(g *machine.Goroutine, types []*code.Type, args []machine.Value) {
	for i, t := range types {
		if t.Kind != code.Pointer || t.Elem == nil || t.Elem.Pkg == w.d.Program.Package {
			continue
		}
		s, ok := w.d.byType[t]
		if !ok {
			s = w.d.serviceOf(t)
			w.d.byType[t] = s
		}
		if w.d.matters(s) && w.m.Choices.Percent(50) {
			w.handlers(g, s, args[i])
		}
	}
}

// matters reports whether streams may be used by what a service does.
func (d *Package) matters(s *Service) bool {
	return slices.ContainsFunc(s.Handlers, func(e *Entry) bool { return e.Accesses || e.Starts || e.Stream >= 0 })
}

// handles reports whether t has methods that the environment calls in goroutines of their own.
func (d *Package) handles(t *code.Type) bool {
	of := func(e *Entry) bool { return e.Recv == t }
	return d.byType[t] != nil || slices.ContainsFunc(d.Requests, of) || slices.ContainsFunc(d.Streams, of)
}

func accesses(entries []*Entry) bool {
	return slices.ContainsFunc(entries, func(e *Entry) bool { return e.Accesses })
}
