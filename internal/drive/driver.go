package drive

import (
	"cmp"
	"go/token"
	"slices"
	"strings"

	"github.com/streamvet/streamvet/internal/code"
	"github.com/streamvet/streamvet/internal/machine"
	"github.com/streamvet/streamvet/internal/model"
)

// A Driver is one way in which the environment uses a package.
type Driver struct {
	Name   string
	Weight int
	run    func(w *world, g *machine.Goroutine)
}

// Drivers returns the ways to use the package, in a fixed order.
func (d *Package) Drivers() []*Driver {
	var out []*Driver
	for _, s := range d.Services {
		if d.matters(s) {
			out = append(out, &Driver{"service " + s.Type.Name, 10, func(w *world, g *machine.Goroutine) { w.service(g, s) }})
		}
	}
	if accesses(d.Requests) {
		out = append(out, &Driver{"requests", 4, func(w *world, g *machine.Goroutine) { w.requests(g) }})
	}
	for _, e := range d.Streams {
		if e.Accesses || e.Starts {
			out = append(out, &Driver{"stream " + e.Name, 6, func(w *world, g *machine.Goroutine) { w.streams(g, e) }})
		}
	}
	if d.Main != nil && d.Main.Fn != nil {
		out = append(out, &Driver{"main", 6, func(w *world, g *machine.Goroutine) { w.main(g) }})
	}
	for _, e := range d.Tests {
		out = append(out, &Driver{"test " + e.Name, 1, func(w *world, g *machine.Goroutine) { w.enter(g, e, func(machine.Value) {}) }})
	}
	for _, e := range d.API {
		if (e.Accesses || e.Starts) && d.callable(e) {
			weight := 1
			if e.Accesses {
				weight = 3
			}
			out = append(out, &Driver{"call " + e.Name, weight, func(w *world, g *machine.Goroutine) { w.use(g, e) }})
		}
	}
	for _, f := range d.loose() {
		out = append(out, Loose(f))
	}
	return out
}

// main runs the program. A program that reads its configuration, opens files and listens ends
// where any of this fails: in half of the executions nothing does.
func (w *world) main(g *machine.Goroutine) {
	if w.m.Choices.Mostly(50) {
		w.m.Calm++
	}
	w.call(g, closure(w.d.Main.Fn), nil, func(machine.Value) {})
}

// matters reports whether streams may be used by what a service does.
func (d *Package) matters(s *Service) bool {
	return slices.ContainsFunc(s.Handlers, func(e *Entry) bool { return e.Accesses || e.Starts || e.Stream >= 0 })
}

func accesses(entries []*Entry) bool {
	return slices.ContainsFunc(entries, func(e *Entry) bool { return e.Accesses })
}

// callable reports whether code outside the package can call e: its type is exported, or an
// exported function returns it.
func (d *Package) callable(e *Entry) bool {
	if e.Recv == nil || !d.referenced[e.Fn] && !d.reach.invoked(e.Name[strings.LastIndexByte(e.Name, '.')+1:]) {
		return true
	}
	t := e.Recv
	if t.Kind == code.Pointer {
		t = t.Elem
	}
	if base := t.Origin[len(t.Pkg)+1:]; base[0] >= 'A' && base[0] <= 'Z' {
		return true
	}
	return slices.ContainsFunc(d.makers[e.Recv], func(maker *Entry) bool { return maker.Name[0] >= 'A' && maker.Name[0] <= 'Z' })
}

// Loose returns a driver for a function that no other driver comes to, but that the package
// keeps in a variable when it is initialized: somebody calls it, by ways that are not known.
// A library for commands does.
func Loose(f *code.Func) *Driver {
	return &Driver{"function " + f.Name, 3, func(w *world, g *machine.Goroutine) {
		w.arguments(g, f.ParamTypes, func(args []machine.Value) {
			w.call(g, closure(f), args, func(machine.Value) {})
		})
	}}
}

// initSteps bounds the initialization of the package: tables may be long.
const initSteps = 3000

// Start begins an execution of m: one goroutine initializes the package and then does what
// the driver does.
func (d *Package) Start(m *machine.Machine, driver *Driver) {
	w := newWorld(d, m)
	g := m.NewGoroutine(nil, machine.Origin{Kind: machine.FromCaller, Name: driver.Name})
	stage := 0
	m.PushNative(g, func(m *machine.Machine, g *machine.Goroutine, _ machine.Value) (bool, machine.Value) {
		stage++
		switch stage {
		case 1:
			if init := m.Program.Func(m.Program.Package + ".init"); init != nil {
				m.Limit(g, initSteps)
				m.StartCall(g, closure(init), nil)
			}
		case 2:
			m.Limit(g, 0)
			driver.run(w, g)
		default:
			return true, nil
		}
		return false, nil
	}, -1)
}

// receiver returns an object to call methods of t on.
func (w *world) receiver(g *machine.Goroutine, t *code.Type, then func(machine.Value)) {
	w.argument(g, t, "receiver", func(v machine.Value) {
		w.add(t, v)
		then(v)
	})
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

// target returns the function of an entry and its arguments, the receiver among them.
func (w *world) target(e *Entry, recv, args []machine.Value) (machine.Value, []machine.Value) {
	if len(recv) == 0 {
		return e.closure(), args
	}
	name := e.Name
	for i := len(name) - 1; i >= 0; i-- {
		if name[i] == '.' {
			name = name[i+1:]
			break
		}
	}
	return w.m.Invoke(&machine.Iface{T: e.Recv, V: recv[0]}, name, e.Fn.Results, args...)
}

// pick chooses an entry by its weight.
func (w *world) pick(entries []*Entry) *Entry {
	total := 0
	for _, e := range entries {
		total += e.Weight
	}
	n := w.m.Choices.Intn(total)
	for _, e := range entries {
		if n -= e.Weight; n < 0 {
			return e
		}
	}
	return entries[0]
}

// service calls handlers of one object: first some unary ones one after the other, since
// programs have state, and then several at once, each in a goroutine of its own. Meanwhile
// the goroutine that has made the object calls other methods of it.
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
		steps = append(steps, func() { w.request(g) })
	}
	if functions := w.d.functions(); len(functions) > 0 && w.m.Choices.Percent(30) {
		steps = append(steps, func() { w.enter(g, w.pick(functions), func(machine.Value) {}) })
	}
	w.sequence(g, steps)
}

// functions returns the package's functions that may use streams.
func (d *Package) functions() []*Entry {
	var out []*Entry
	for _, e := range d.API {
		if e.Recv == nil && e.Accesses {
			out = append(out, e)
		}
	}
	return out
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

// method calls a method of obj with arguments of its own. One that starts goroutines is
// called once only, unless it is about what it is given.
func (w *world) method(g *machine.Goroutine, e *Entry, obj machine.Value) {
	if w.called[e] && e.Starts && !e.Repeats {
		return
	}
	w.called[e] = true
	w.arguments(g, e.Params, func(args []machine.Value) {
		fn, all := w.target(e, []machine.Value{obj}, args)
		w.call(g, fn, all, func(v machine.Value) {
			w.results(e, v)
			w.offered(g, v)
		})
	})
}

// streams calls a handler or an interceptor of streams several times at once.
func (w *world) streams(g *machine.Goroutine, e *Entry) {
	start := func(obj machine.Value) {
		for range 2 {
			w.handler(g, e, obj, true)
		}
	}
	if e.Recv == nil {
		start(nil)
		return
	}
	w.receiver(g, e.Recv, start)
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

// handlers starts several handlers of an object at once.
func (w *world) handlers(g *machine.Goroutine, s *Service, obj machine.Value) {
	for range 2 + w.m.Choices.Intn(3) {
		w.handler(g, w.pick(s.Handlers), obj, true)
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

// requests calls several handlers of HTTP requests at once.
func (w *world) requests(g *machine.Goroutine) {
	e := w.pick(w.d.Requests)
	start := func(machine.Value) {
		for range 2 + w.m.Choices.Intn(2) {
			w.request(g)
		}
	}
	if e.Recv == nil {
		start(nil)
		return
	}
	w.receiver(g, e.Recv, start)
}

// request starts a handler of an HTTP request, whose receiver is any object of its type.
func (w *world) request(g *machine.Goroutine) {
	e := w.pick(w.d.Requests)
	args := make([]machine.Value, len(e.Params))
	for i, t := range e.Params {
		args[i] = w.m.Outside(t, "request")
		if u, ok := args[i].(*machine.Unknown); ok {
			u.NonNil()
		}
	}
	o := machine.Origin{Kind: machine.FromRequest, Name: e.Name, Fn: e.Fn}
	if e.Recv == nil {
		w.run(g, o, e.closure(), args, nil, true)
		return
	}
	w.receiver(g, e.Recv, func(recv machine.Value) {
		fn, all := w.target(e, []machine.Value{recv}, args)
		w.run(g, o, fn, all, nil, true)
	})
}

// use calls e, and before and after it other functions and methods, in one goroutine: those
// of the same object, mostly. A function that starts goroutines is called once.
func (w *world) use(g *machine.Goroutine, e *Entry) {
	if e.Recv == nil {
		w.sequence(g, []func(){
			func() {
				w.enter(g, e, func(v machine.Value) {
					w.keep(v)
					w.offered(g, v)
				})
			},
			func() { w.useResults(g) },
		})
		return
	}
	w.receiver(g, e.Recv, func(obj machine.Value) {
		var same []*Entry
		for _, other := range w.d.API {
			if other.Recv == e.Recv {
				same = append(same, other)
			}
		}
		call := func(e *Entry) func() {
			return func() { w.method(g, e, obj) }
		}
		var steps []func()
		for range w.m.Choices.Intn(3) {
			steps = append(steps, call(w.pick(same)))
		}
		steps = append(steps, call(e))
		for range w.m.Choices.Intn(3) {
			steps = append(steps, call(w.pick(same)))
		}
		steps = append(steps, func() { w.useResults(g) })
		w.sequence(g, steps)
	})
}

// keep notes the functions among the results of a call, and those in objects of other packages.
func (w *world) keep(v machine.Value) {
	vs, ok := v.(machine.Tuple)
	if !ok {
		vs = machine.Tuple{v}
	}
	for _, r := range vs {
		w.funcs = append(w.funcs, w.m.Functions(r)...)
	}
}

// useResults calls the functions and the exported methods of the objects that calls have
// returned.
func (w *world) useResults(g *machine.Goroutine) {
	var steps []func()
	for _, cl := range w.funcs {
		steps = append(steps, func() { w.useFunc(g, cl) })
	}
	w.sequence(g, append(steps, w.uses(g, w.types)...))
}

// useFunc calls a function that a call has returned, and then methods of what that returns:
// an interceptor of a client, say, returns a stream.
func (w *world) useFunc(g *machine.Goroutine, cl *machine.Closure) {
	if cl.Fn == nil {
		w.m.CallUnknown(g, cl)
		return
	}
	e := &Entry{Fn: cl.Fn, Args: cl.Args}
	for _, t := range cl.Fn.ParamTypes {
		e.Params = append(e.Params, w.m.Program.Instantiate(t, cl.Args))
	}
	w.arguments(g, e.Params, func(args []machine.Value) {
		w.call(g, cl, args, func(v machine.Value) {
			n := len(w.types)
			w.results(e, v)
			w.sequence(g, w.uses(g, w.types[n:]))
		})
	})
}

// usable returns the exported methods of a type; of one of another package, those that may use
// streams.
func (d *Package) usable(t *code.Type) []*Entry {
	methods, ok := d.methodsOf[t]
	if ok || t.Kind == code.Interface {
		return methods
	}
	for _, f := range d.reach.methods(t) {
		name := f.Name[strings.LastIndexByte(f.Name, '.')+1:]
		if f.Pkg == d.Program.Package || !token.IsExported(name) || len(f.TypeParams) > 0 || !d.reach.accesses(f) {
			continue
		}
		if t.Kind == code.Pointer || !strings.HasPrefix(f.Name, "(*") {
			methods = append(methods, &Entry{
				Name: t.Origin + "." + name, Fn: f, Recv: t, Params: f.ParamTypes[1:], Stream: -1,
				Public: true, Accesses: true, Starts: d.reach.starts(f), Weight: 8,
			})
		}
	}
	d.methodsOf[t] = methods
	return methods
}

// uses returns calls of exported methods of objects of the given types.
func (w *world) uses(g *machine.Goroutine, types []*code.Type) []func() {
	var steps []func()
	for _, t := range types {
		methods := w.d.usable(t)
		if len(methods) == 0 {
			continue
		}
		obj := w.objects[t][0]
		for range w.m.Choices.Intn(4) {
			e := w.pick(methods)
			steps = append(steps, func() { w.method(g, e, obj) })
		}
	}
	return steps
}
