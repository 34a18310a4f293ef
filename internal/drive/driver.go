package drive

import (
	"slices"
	"strings"

	"github.com/streamvet/streamvet/internal/code"
	"github.com/streamvet/streamvet/internal/machine"
)

// A Driver is one way in which the environment uses a package.
type Driver struct {
	Name   string
	Weight int
	// Calls are the functions that it calls several of at once.
	Calls []*code.Func
	// Several says that it may call any number of handlers at once.
	Several bool
	run     func(w *world, g *machine.Goroutine)
}

func (d *Package) serviceDriver(s *Service) *Driver {
	return &Driver{"service " + s.Type.Name, 10, functionsOf(s.Handlers), true, func(w *world, g *machine.Goroutine) { w.service(g, s) }}
}

func requestDriver(entries []*Entry) *Driver {
	return &Driver{"requests", 4, functionsOf(entries), true, func(w *world, g *machine.Goroutine) { w.requests(g, entries) }}
}

func streamDriver(e *Entry) *Driver {
	return &Driver{"stream " + e.Name, 6, functionsOf([]*Entry{e}), true, func(w *world, g *machine.Goroutine) { w.streams(g, e) }}
}

func functionsOf(entries []*Entry) []*code.Func {
	var out []*code.Func
	for _, e := range entries {
		out = append(out, e.Fn)
	}
	return out
}

// Drivers returns the ways to use the package, in a fixed order.
func (d *Package) Drivers() []*Driver {
	var out []*Driver
	for _, s := range d.Services {
		if d.matters(s) {
			out = append(out, d.serviceDriver(s))
		}
	}
	if accesses(d.Requests) {
		out = append(out, requestDriver(d.Requests))
	}
	for _, e := range d.Streams {
		if e.Accesses || e.Starts {
			out = append(out, streamDriver(e))
		}
	}
	if d.Main != nil && d.Main.Fn != nil {
		out = append(out, &Driver{"main", 6, nil, true, func(w *world, g *machine.Goroutine) { w.main(g) }})
	}
	for _, e := range d.Tests {
		out = append(out, &Driver{"test " + e.Name, 1, nil, false, func(w *world, g *machine.Goroutine) { w.enter(g, e, func(machine.Value) {}) }})
	}
	for _, e := range d.API {
		if (e.Accesses || e.Starts) && d.callable(e) {
			weight := 1
			if e.Accesses {
				weight = 3
			}
			out = append(out, &Driver{"call " + e.Name, weight, nil, false, func(w *world, g *machine.Goroutine) {
				w.perhapsCalm()
				w.use(g, e)
			}})
		}
	}
	return append(out, d.loose()...)
}

// perhapsCalm makes the execution one in which nothing fails, or not. A program that reads its
// configuration, opens files and listens ends where any of this fails.
func (w *world) perhapsCalm() {
	if w.m.Choices.Mostly(50) {
		w.m.Calm++
	}
}

// main runs the program.
func (w *world) main(g *machine.Goroutine) {
	w.perhapsCalm()
	w.call(g, closure(w.d.Main.Fn), nil, func(machine.Value) {})
}

// callable reports whether code outside the package can call e: its type is exported, or an
// exported function returns it.
func (d *Package) callable(e *Entry) bool {
	if e.Recv == nil || !d.referenced[e.Fn] && !d.reach.invoked(e.Recv, e.Name[strings.LastIndexByte(e.Name, '.')+1:]) {
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

// Loose returns a driver for a function that no other driver reaches, but that the package stores
// in a variable when it is initialized: some library may call it, such as one for commands.
func Loose(f *code.Func, typeArgs ...*code.Type) *Driver {
	return &Driver{"function " + f.Name, 3, nil, false, func(w *world, g *machine.Goroutine) {
		cl := closure(f)
		cl.Args = typeArgs
		var params []*code.Type
		for _, t := range f.ParamTypes {
			params = append(params, w.m.Program.Instantiate(t, typeArgs))
		}
		w.arguments(g, params, func(args []machine.Value) {
			w.call(g, cl, args, func(machine.Value) {})
		})
	}}
}

// initSteps bounds the initialization of the package, which may have long tables. Of other packages
// only what they register matters, so that they get fewer.
const (
	initSteps      = 3000
	otherInitSteps = 600
)

// Start begins an execution of m: one goroutine initializes the package, after those that it
// imports, and then does what the driver does.
func (d *Package) Start(m *machine.Machine, driver *Driver) {
	w := newWorld(d, m)
	g := m.NewGoroutine(nil, machine.Origin{Kind: machine.FromCaller, Name: driver.Name})
	n := 0
	m.PushNative(g, func(m *machine.Machine, g *machine.Goroutine, _ machine.Value) (bool, machine.Value) {
		n++
		switch {
		case n <= len(d.inits):
			f := d.inits[n-1]
			m.Limit(g, initSteps)
			if f.Pkg != m.Program.Package {
				m.Limit(g, otherInitSteps)
			}
			m.StartCall(g, closure(f), nil)
		case n == len(d.inits)+1:
			m.Limit(g, 0)
			driver.run(w, g)
		default:
			return true, nil
		}
		return false, nil
	}, -1)
}
