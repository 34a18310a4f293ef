package drive

import (
	"github.com/streamvet/streamvet/internal/code"
	"github.com/streamvet/streamvet/internal/machine"
	"github.com/streamvet/streamvet/internal/model"
)

// A world is what the environment has in one execution: the objects that it has made.
type world struct {
	d       *Package
	m       *machine.Machine
	objects map[*code.Type][]machine.Value
	types   []*code.Type       // of objects, in the order in which they came
	funcs   []*machine.Closure // functions that calls have returned
	called  map[*Entry]bool
	depth   int
	plain   bool // objects are made without options
	// returned is how many calls of the environment have returned.
	returned int
}

func newWorld(d *Package, m *machine.Machine) *world {
	w := &world{d: d, m: m, objects: map[*code.Type][]machine.Value{}, called: map[*Entry]bool{}}
	m.Registry = w
	return w
}

// add keeps an object, for later arguments.
func (w *world) add(t *code.Type, v machine.Value) {
	if i, ok := w.m.Resolve(v).(*machine.Iface); ok {
		t, v = i.T, i.V
	}
	if t == nil || !t.Named && (t.Kind != code.Pointer || t.Elem == nil || !t.Elem.Named) {
		return
	}
	if _, ok := w.objects[t]; !ok {
		w.types = append(w.types, t)
	}
	w.objects[t] = append(w.objects[t], v)
}

// argument returns a value for a parameter of type t. If it has to be made, it calls then
// with it later.
func (w *world) argument(g *machine.Goroutine, t *code.Type, name string, then func(machine.Value)) {
	m := w.m
	switch {
	case t.Context:
		then(model.NewContext(m))
	case t.Object != nil && (t.Kind == code.Interface || t.Kind == code.Pointer && t.Elem.Object != nil):
		then(w.stream(t, name))
	case len(w.objects[t]) > 0 && m.Choices.Mostly(85):
		then(w.objects[t][m.Choices.Intn(len(w.objects[t]))])
	case t.Kind == code.Interface && !t.Error && len(t.Methods) > 0:
		if v := w.implementation(t); v != nil {
			then(v)
			return
		}
		if w.d.makers[t] != nil && w.depth < 3 {
			w.depth++
			w.make(g, t, func(v machine.Value) {
				w.depth--
				then(v)
			})
			return
		}
		then(m.Outside(t, name))
	case w.d.makers[t] != nil && w.depth < 3:
		w.depth++
		w.make(g, t, func(v machine.Value) {
			w.depth--
			then(v)
		})
	case w.isOptions(t) && w.depth < 3 && m.Choices.Percent(50):
		w.options(g, t, then)
	default:
		if t.Kind == code.Pointer && t.Elem != nil && t.Elem.Pkg == m.Program.Package && t.Elem.Kind == code.Struct && !t.Message {
			v := w.fresh(t)
			w.launch(g, t, v)
			w.begin(g, t, v, then)
			return
		}
		v := m.Outside(t, name)
		if u, ok := v.(*machine.Unknown); ok && t.Kind.IsReference() && !t.Error {
			u.NonNil()
		}
		then(v)
	}
}

// fresh makes an object of a type of the package that has no function which makes one. The first one
// of each type with handlers is wired to the same objects as those of others.
func (w *world) fresh(t *code.Type) machine.Value {
	if len(w.objects[t]) == 0 && w.d.handles(t) {
		return w.m.Wired(t)
	}
	return w.m.Fresh(t)
}

// isOptions reports whether t is a list of functions that the package has makers of: options for
// what its functions make.
func (w *world) isOptions(t *code.Type) bool {
	return !w.plain && t.Kind == code.Slice && t.Elem.Named && t.Elem.Kind == code.Signature && len(w.d.makers[t.Elem]) > 0
}

// options makes one option by each of several makers, in any order: one may turn on what only
// another one makes safe.
func (w *world) options(g *machine.Goroutine, t *code.Type, then func(machine.Value)) {
	var made []machine.Value
	makers := w.makersOf(t.Elem)
	first := w.m.Choices.Intn(len(makers))
	var steps []func()
	n := min(maxOptions, len(makers))
	w.depth++
	for i := range n {
		steps = append(steps, func() {
			w.makeBy(g, makers[(first+i)%len(makers)], t.Elem, func(v machine.Value) {
				if v != nil {
					made = append(made, v)
				}
			})
		})
	}
	w.sequence(g, append(steps, func() {
		w.depth--
		then(w.m.SliceOf(t.Elem, made...))
	}))
}

// maxOptions is how many options are given at once, at most.
const maxOptions = 8

// launch runs methods of a new object that never return, such as the loop of a hub: they need a
// goroutine of their own, and without them others may wait for ever. Where another method starts
// them, the object's owner calls that.
func (w *world) launch(g *machine.Goroutine, t *code.Type, v machine.Value) {
	for _, e := range w.d.methodsOf[t] {
		if !e.Endless || len(e.Params) > 0 || w.called[e] || w.d.launched[e.Fn] || !w.m.Choices.Mostly(70) {
			continue
		}
		w.called[e] = true
		fn, all := w.target(e, []machine.Value{v}, nil)
		w.run(g, machine.Origin{Kind: machine.FromCaller, Name: e.Name, Fn: e.Fn}, fn, all, nil, true)
	}
}

// begin calls, of an object that was just made, one of the methods by which its owner starts
// it, or none.
func (w *world) begin(g *machine.Goroutine, t *code.Type, v machine.Value, then func(machine.Value)) {
	var starters []*Entry
	for _, e := range w.d.methodsOf[t] {
		if isLifecycle(e.method()) {
			starters = append(starters, e)
		}
	}
	if len(starters) == 0 || w.depth > 2 || !w.m.Choices.Percent(50) {
		then(v)
		return
	}
	w.depth++
	w.sequence(g, []func(){
		func() { w.method(g, w.pick(starters), v) },
		func() {
			w.depth--
			then(v)
		},
	})
}

// implementation returns an object of the world that has the methods of the interface t.
func (w *world) implementation(t *code.Type) machine.Value {
	for _, have := range w.types {
		if have.Kind == code.Interface {
			continue
		}
		v := &machine.Iface{T: have, V: w.objects[have][0]}
		if _, ok := w.m.Assert(v, t); ok {
			return v
		}
	}
	return nil
}

func (w *world) stream(t *code.Type, name string) *machine.Unknown {
	u := w.m.NewUnknown(t, name).NonNil()
	u.Server = t.Object.Server
	return u
}

// arguments makes values for all parameters.
func (w *world) arguments(g *machine.Goroutine, params []*code.Type, then func([]machine.Value)) {
	args := make([]machine.Value, 0, len(params))
	var next func()
	next = func() {
		if len(args) == len(params) {
			then(args)
			return
		}
		w.argument(g, params[len(args)], "argument", func(v machine.Value) {
			args = append(args, v)
			next()
		})
	}
	next()
}

// attempts is how often the environment tries to make an object.
const attempts = 3

// make calls a function that makes an object of type t. If it fails, another function may succeed,
// or the same one with other arguments.
func (w *world) make(g *machine.Goroutine, t *code.Type, then func(machine.Value)) {
	n := 0
	var try func()
	try = func() {
		w.attempt(g, t, func(obj machine.Value) {
			n++
			switch {
			case obj != nil:
				w.launch(g, t, obj)
				then(obj)
			case n < attempts:
				try()
			case t.Kind == code.Pointer && t.Elem != nil && t.Elem.Pkg != w.m.Program.Package:
				then(w.m.Outside(t, "object"))
			default:
				w.m.Stop(machine.Ended, "a function that makes objects has failed")
			}
		})
	}
	try()
}

// attempt calls one of the functions that make objects of type t, and then with the object, or
// with nil if there is none.
func (w *world) attempt(g *machine.Goroutine, t *code.Type, then func(machine.Value)) {
	makers := w.makersOf(t)
	w.makeBy(g, makers[w.m.Choices.Intn(len(makers))], t, then)
}

// makersOf returns the functions that make objects of type t: the exported ones, if there are
// such.
func (w *world) makersOf(t *code.Type) []*Entry {
	makers := w.d.makers[t]
	if exported := publicOnly(makers); len(exported) > 0 {
		return exported
	}
	return makers
}

// makeBy calls a function that makes objects of type t, and then with the object or nil.
func (w *world) makeBy(g *machine.Goroutine, e *Entry, t *code.Type, then func(machine.Value)) {
	w.arguments(g, e.Params, func(args []machine.Value) {
		// Without the object, the execution would show nothing.
		w.m.Calm++
		w.call(g, e.closure(), args, func(v machine.Value) {
			w.m.Calm--
			w.results(e, v)
			then(w.find(t, v))
		})
	})
}

// results keeps what a call has returned.
func (w *world) results(e *Entry, v machine.Value) {
	f := e.Fn
	vs, ok := v.(machine.Tuple)
	if !ok {
		vs = machine.Tuple{v}
	}
	for i, r := range vs {
		if i >= len(f.Results) || r == nil || f.Results[i].Error {
			continue
		}
		switch r := w.m.Resolve(r).(type) {
		case *machine.Cell, *machine.Iface:
			w.add(w.m.Program.Instantiate(f.Results[i], e.Args), r)
		}
	}
}

// find returns the object of type t among the results of a call, or nil.
func (w *world) find(t *code.Type, v machine.Value) machine.Value {
	vs, ok := v.(machine.Tuple)
	if !ok {
		vs = machine.Tuple{v}
	}
	for _, r := range vs {
		switch r := w.m.Resolve(r).(type) {
		case *machine.Iface:
			if t.Kind == code.Interface {
				if _, ok := w.m.Assert(r, t); ok {
					return r
				}
			}
			if r.T == t {
				return r.V
			}
		case *machine.Cell:
			if t.Kind == code.Pointer && r.T == t.Elem {
				return r
			}
		case *machine.Struct:
			if t.Kind == code.Struct {
				return r
			}
		case *machine.Closure:
			if t.Kind == code.Signature {
				return r
			}
		case *machine.Unknown:
			if r.T == t && !w.m.IsNil(r) {
				return r
			}
		}
	}
	return nil
}

// receiver returns an object to call methods of t on.
func (w *world) receiver(g *machine.Goroutine, t *code.Type, then func(machine.Value)) {
	w.argument(g, t, "receiver", func(v machine.Value) {
		w.add(t, v)
		then(v)
	})
}
