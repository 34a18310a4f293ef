package machine

import (
	"slices"
	"strings"

	"github.com/streamvet/streamvet/internal/code"
)

// worthRunning reports whether to run a function whose code is known: it is the package's own, it
// may lead to an access, or something that matters may come back from its arguments.
func (m *Machine) worthRunning(k *callee, c *Closure, args []Value) bool {
	if !k.looked {
		k.looked, k.matters, k.fills = true, m.matters(c.Fn), m.fills(c)
	}
	switch {
	case k.fills && m.reflects(c, args):
		return false
	case k.matters || m.initializes(c.Fn):
		return true
	}
	for i, a := range args {
		if i == 0 && strings.HasPrefix(c.Fn.Name, "(") && m.made(a) {
			return true
		}
		if m.carries(a, 3) || m.locks(a) {
			return true
		}
	}
	for _, name := range m.Program.Globals(c.Fn) {
		if v, ok := m.globals[name]; ok && v.v != nil && m.carries(v.v, 3) {
			return true
		}
	}
	return false
}

// matters reports whether running f matters, whatever it is given.
func (m *Machine) matters(f *code.Func) bool {
	return f.Pkg == m.Program.Package || isLiteral(f) || f.IsInitializer() || m.Program.Exits(f) || m.Leads != nil && m.Leads(f) ||
		slices.ContainsFunc(f.Results, m.hasCode)
}

// isLiteral reports whether f is a function literal: it is part of the code around it, which was worth
// running.
func isLiteral(f *code.Func) bool { return strings.Contains(f.Name, "$") }

// initializes reports whether f is called to initialize its package: it sets variables that would
// stay nil without it, as functions of generated code do.
func (m *Machine) initializes(f *code.Func) bool {
	g := m.current
	if g == nil || len(g.stack) == 0 {
		return false
	}
	caller := g.top().fn
	return caller != nil && caller.Pkg == f.Pkg && caller.IsInitializer()
}

// fills reports whether c is a library function that may store through arguments of any type.
func (m *Machine) fills(c *Closure) bool {
	return c.Fn.Pkg != m.Program.Package && m.Models.Fills(c.Name) &&
		slices.ContainsFunc(c.Fn.ParamTypes, func(t *code.Type) bool {
			if t.Kind == code.Slice {
				t = t.Elem
			}
			return t.Kind == code.Interface && len(t.Methods) == 0
		})
}

// reflects reports whether c, which stores through arguments of any type, does so by reflection: its
// code can't be run. What reads from an object of the program has to be.
func (m *Machine) reflects(c *Closure, args []Value) bool {
	return m.Leads != nil && !(m.Leads(c.Fn) && slices.ContainsFunc(args, func(a Value) bool { return m.serves(a, 5) }))
}

// hasCode reports whether a method of t is known.
func (m *Machine) hasCode(t *code.Type) bool {
	has, ok := m.coded[t]
	if !ok {
		has = m.findCode(t)
		m.coded[t] = has
	}
	return has
}

func (m *Machine) findCode(t *code.Type) bool {
	if t.Kind == code.Pointer && t.Elem != nil {
		t = t.Elem
	}
	if t.Kind == code.Signature {
		return true
	}
	for _, name := range t.Methods {
		if m.Program.Func("(*"+t.Origin+")."+name) != nil || m.Program.Func("("+t.Origin+")."+name) != nil {
			return true
		}
	}
	return t.Kind == code.Interface && len(t.Methods) > 0 && !t.Error && !t.Context
}

// made reports whether an object was made in this execution, or locks in it.
func (m *Machine) made(v Value) bool {
	switch v := m.Resolve(v).(type) {
	case *Cell:
		return v.origin == nil
	case *Iface:
		return m.made(v.V)
	case *Struct:
		return v.origin == nil
	}
	return false
}

// locks reports whether v is a pointer to a variable of package sync that was made in this
// execution. A function that gets one locks it.
func (m *Machine) locks(v Value) bool {
	switch v := m.Resolve(v).(type) {
	case *Iface:
		return m.locks(v.V)
	case *Cell:
		return v.origin == nil && v.T != nil && (v.T.Pkg == "sync" || v.T.Pkg == "sync/atomic")
	}
	return false
}

// carries reports whether something that matters can be reached from v: a function, a
// stream, a channel, an object that has been made in this execution.
func (m *Machine) carries(v Value, depth int) bool {
	switch v := m.Resolve(v).(type) {
	case *Closure, *Chan, Native:
		return true
	case *Unknown:
		return v.Object() != nil
	case *Iface:
		return m.carries(v.V, depth)
	case *Cell:
		return v.T != nil && v.T.Pkg == m.Program.Package && v.T.Kind == code.Struct || depth > 0 && v.v != nil && m.carries(v.v, depth-1)
	case *Struct:
		// The depth of structs is limited by their types: only what is behind pointers needs a
		// limit.
		for _, f := range v.fields {
			if f != nil && f.v != nil && m.carries(f.v, depth) {
				return true
			}
		}
	case *Slice:
		for _, e := range v.Array.elems {
			if depth > 0 && e.v != nil && m.carries(e.v, depth-1) {
				return true
			}
		}
	case *Map:
		for _, e := range v.entries {
			if depth > 0 && (m.carries(e.value, depth-1) || m.carries(e.key, depth-1)) {
				return true
			}
		}
	}
	return false
}

// serves reports whether a library may come to an access by v, which it is given: there is an object
// of an API in it, or something of the program that it can call. A value of any type is what it
// stores in.
func (m *Machine) serves(v Value, depth int) bool {
	switch v := m.Resolve(v).(type) {
	case *Closure:
		return v.Fn == nil || v.Fn.Pkg == m.Program.Package
	case Native:
		return true
	case *Unknown:
		return v.Object() != nil
	case *Iface:
		return !v.any && m.serves(v.V, depth)
	case *Cell:
		return v.T != nil && v.T.Pkg == m.Program.Package && v.T.Kind == code.Struct || depth > 0 && v.v != nil && m.serves(v.v, depth-1)
	case *Struct:
		return slices.ContainsFunc(v.fields, func(f *Cell) bool { return f != nil && f.v != nil && m.serves(f.v, depth) })
	case *Slice:
		found := false
		m.Visit(v, func(e Value) { found = found || depth > 0 && m.serves(e, depth-1) })
		return found
	}
	return false
}

// Carries reports whether something that matters can be reached from v.
func (m *Machine) Carries(v Value) bool { return m.carries(v, 3) }

// opaque makes a call of a function without model and code: its results are unknown, and it may
// call the functions among its arguments.
func (m *Machine) opaque(c *Call) (Value, Status) {
	if c.G.recoverable() && m.Choices.Percent(5) {
		m.Panic(c.G, m.Error("panic"))
		return nil, Pushed
	}
	if model := m.Models.Opaque(c); model != nil {
		return model(c)
	}
	if m.Models.Fills(c.Name) {
		m.fillArguments(c)
	}
	for _, a := range c.Args {
		if ch, ok := m.Resolve(a).(*Chan); ok && ch.lent {
			ch.Left = outsideValues // a function that gets a channel to send on sends
		}
	}
	v := m.Havoc(c)
	var callbacks []*Closure
	for _, a := range c.Args {
		for _, cl := range m.Functions(a) {
			if cl.Fn != nil {
				callbacks = append(callbacks, cl)
			}
		}
	}
	if len(callbacks) == 0 {
		return v, Done
	}
	calls := 0
	return c.Then(func(m *Machine, g *Goroutine, _ Value) (bool, Value) {
		if calls == 3 || !m.Choices.Percent(60) {
			return true, v
		}
		calls++
		m.CallUnknown(g, callbacks[m.Choices.Intn(len(callbacks))])
		return false, nil
	})
}

// fromOutside calls a function from outside: it may use the objects that it is given.
func (m *Machine) fromOutside(c *Call) (Value, Status) {
	if m.Registry == nil {
		return m.opaque(c)
	}
	use := m.Registry.Given(c.Args)
	if use == nil || !m.Choices.Percent(40) {
		return m.opaque(c)
	}
	v := m.Havoc(c)
	return c.Then(func(_ *Machine, g *Goroutine, _ Value) (bool, Value) {
		if use == nil {
			return true, v
		}
		use(g)
		use = nil
		return false, nil
	})
}

// Opaque makes the call as if there were no model.
func (c *Call) Opaque() (Value, Status) { return c.M.opaque(c) }

// Fill stores unknown values through the arguments of the call, as code outside the program would.
func (c *Call) Fill() { c.M.fillArguments(c) }

// fillArguments fills those arguments of a call that its code may store through: what is passed as
// a value of any type, for package reflect to store in, messages, maps, and variables that hold
// scalars.
func (m *Machine) fillArguments(c *Call) {
	args := c.Args
	if strings.HasPrefix(c.Name, "(") && len(args) > 0 {
		args = args[1:]
	}
	for _, a := range args {
		switch v := m.Resolve(a).(type) {
		case *Slice:
			m.Visit(v, m.fillArgument) // those of a variadic function
		default:
			m.fillArgument(v)
			if cell, ok := v.(*Cell); ok && cell.T != nil && cell.T.Kind == code.Struct && cell.T.Pkg != "" && cell.T.Pkg == packageOf(c.Name) {
				m.Fill(cell) // runtime.ReadMemStats
			}
		}
	}
}

func (m *Machine) fillArgument(v Value) {
	switch v := m.Resolve(v).(type) {
	case *Iface:
		if v.any || v.T.Message {
			m.Fill(v)
		}
	case *Map:
		m.Fill(v)
	case *Cell:
		if v.T != nil && v.T.Kind.IsScalar() {
			m.Fill(v)
		}
	}
}

// recoverable reports whether a deferred call of g would recover from a panic.
func (g *Goroutine) recoverable() bool {
	for _, f := range g.stack {
		for _, d := range f.defers {
			if cl, ok := d.fn.(*Closure); ok && cl.Fn != nil && cl.Fn.Recovers {
				return true
			}
		}
	}
	return false
}

// Havoc returns unknown results of the types that the call has. If the last one is an error, either
// it is nil or the other references are.
func (m *Machine) Havoc(c *Call) Value {
	name := c.Name[strings.LastIndexByte(c.Name, '.')+1:]
	if len(c.Args) == 1 && strings.HasPrefix(name, "Get") && len(c.Results) == 1 {
		return m.getterOf(c, name)
	}
	vs := make(Tuple, len(c.Results))
	for i, t := range c.Results {
		vs[i] = m.outside(t, name)
	}
	if n := len(vs); n > 1 && c.Results[n-1].Error {
		for _, v := range vs[:n-1] {
			if u, ok := v.(*Unknown); ok && u.T.Kind.IsReference() {
				u.failed = vs[n-1]
			}
		}
	}
	return Results(vs)
}

// outside is like Outside for a value that may be nil.
func (m *Machine) outside(t *code.Type, name string) Value {
	if t.Kind == code.Struct || t.Kind == code.Array {
		return m.initial(t, &origin{name: name})
	}
	return m.NewUnknown(t, name)
}

// getterOf returns the result of a method called GetXxx of an object from outside, which is the
// same at each call.
func (m *Machine) getterOf(c *Call, name string) Value {
	u, ok := m.Resolve(c.Args[0]).(*Unknown)
	if !ok {
		return m.outside(c.Results[0], name)
	}
	o := u.asObject()
	v, ok := o.methods[name]
	if !ok {
		key := ""
		if m.Echo && u.T != nil {
			key = "method " + u.T.Name + "." + name
		}
		v = m.initial(c.Results[0], &origin{name: u.Name + "." + name + "()", key: key})
		if o.methods == nil {
			o.methods = map[string]Value{}
		}
		o.methods[name] = v
	}
	return v
}
