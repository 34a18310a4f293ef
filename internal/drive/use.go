package drive

import (
	"go/token"
	"slices"
	"strings"

	"github.com/streamvet/streamvet/internal/code"
	"github.com/streamvet/streamvet/internal/machine"
)

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

// method calls a method of obj with new arguments. A method that starts goroutines is called only
// once, unless calls of it differ by an argument (Entry.Repeats).
func (w *world) method(g *machine.Goroutine, e *Entry, obj machine.Value) {
	if w.called[e] && e.Starts && !e.Repeats || w.startedBy(e) || w.runs(e) {
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

// startedBy reports whether another method of the object was called that starts the same as e: one of
// them calls the other, as StartWithRetries calls Start.
func (w *world) startedBy(e *Entry) bool {
	if !e.Starts || e.Repeats || e.Fn == nil {
		return false
	}
	for other := range w.called {
		if other != e && other.Recv == e.Recv && other.Starts && !other.Repeats && other.Fn != nil && (names(other.Fn, e.Fn) || names(e.Fn, other.Fn)) {
			return true
		}
	}
	return false
}

// names reports whether f names another function, to call it mostly.
func names(f, other *code.Func) bool {
	return slices.ContainsFunc(f.Consts, func(c code.Const) bool { return c.Kind == code.FuncConst && c.Text == other.Name })
}

// runs reports whether the program itself has started e in a goroutine of its own, or is about to, as
// the loop that serves an object: its constructor has, and users don't start a second one.
func (w *world) runs(e *Entry) bool {
	return e.Fn != nil && len(e.Params) == 0 && (e.Starts || e.Fn.Loops()) && slices.ContainsFunc(w.m.Goroutines, func(g *machine.Goroutine) bool {
		return g.Origin.Kind == machine.FromGo && (g.Origin.Fn == e.Fn || w.d.launched[e.Fn] && slices.Contains(launches(g.Origin.Fn), e.Fn.Name))
	})
}

// findLaunched finds the methods that other methods of the same object start by a go statement, if
// those can be called from outside.
func (d *Package) findLaunched() {
	d.launched = map[*code.Func]bool{}
	for _, methods := range d.methodsOf {
		own := map[string]*code.Func{}
		for _, e := range methods {
			own[e.Fn.Name] = e.Fn
		}
		for _, e := range methods {
			for _, name := range launches(e.Fn) {
				if f := own[name]; f != nil && f != e.Fn {
					d.launched[f] = true
				}
			}
		}
	}
}

// launches returns the names of the functions that f starts by go statements.
func launches(f *code.Func) []string {
	if f == nil {
		return nil
	}
	var out []string
	for b := range f.Blocks {
		for i := range f.Blocks[b].Instrs {
			in := &f.Blocks[b].Instrs[i]
			if in.Op == code.Go && in.Mode == code.Value && in.A[0] < 0 {
				out = append(out, f.Consts[in.A[0].Const()].Text)
			}
		}
	}
	return out
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
	w.plain = true // it may be an option itself, which is given once
	w.arguments(g, e.Params, func(args []machine.Value) {
		w.plain = false
		w.call(g, cl, args, func(v machine.Value) {
			n := len(w.types)
			w.results(e, v)
			w.sequence(g, w.uses(g, w.types[n:]))
		})
	})
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

// leftToOthers returns the exported methods of a type of the package that may use streams, and that
// only code outside the package can call.
func (d *Package) leftToOthers(t *code.Type) []*Entry {
	return slices.DeleteFunc(slices.Clone(d.methodsOf[t]), func(e *Entry) bool {
		return !e.Accesses || e.Endless || d.referenced[e.Fn] || d.reach.invoked(t, e.Fn.Name[strings.LastIndexByte(e.Fn.Name, '.')+1:])
	})
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
