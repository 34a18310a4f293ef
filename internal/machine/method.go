package machine

import (
	"github.com/streamvet/streamvet/internal/code"
	"slices"
)

// method finds the method that an interface call calls.
func (m *Machine) method(f *Frame, in *code.Instr, args []Value) (Value, []Value) {
	switch v := args[0].(type) {
	case *Iface:
		return m.methodOf(v.T, v.V, in, args)
	case Native:
		if model := v.Method(in.S); model != nil {
			return &Closure{Name: in.S, Native: model}, args
		}
		return &Closure{Name: "(native)." + in.S, Results: m.resultTypes(f, in)}, args
	case *Unknown:
		if m.usedNil(m.current, v) {
			return nil, args
		}
		name := in.S
		if in.Recv != nil {
			name = m.methodName(in.Recv, in.S)
		}
		return &Closure{Name: name, Results: m.resultTypes(f, in)}, args
	case Nil, nil:
		return nil, args
	}
	// A value whose type is a type parameter.
	if t := m.typeOf(f, in.Recv); t != nil && t.Kind != code.Interface {
		return m.methodOf(t, args[0], in, args)
	}
	return &Closure{Name: "(?)." + in.S, Results: m.resultTypes(f, in)}, args
}

// A methodKey is a method of a type.
type methodKey struct {
	t    *code.Type
	name string
}

// methodName returns the full name of a method of an interface.
func (m *Machine) methodName(t *code.Type, method string) string {
	k := methodKey{t, method}
	name, ok := m.names[k]
	if !ok {
		name = "(" + t.Name + ")." + method
		m.names[k] = name
	}
	return name
}

func (m *Machine) resultTypes(f *Frame, in *code.Instr) []*code.Type {
	t := m.typeOf(f, in.T)
	if t == nil {
		return nil
	}
	if t.Kind == code.Tuple {
		return t.Elems
	}
	return []*code.Type{t}
}

func (m *Machine) methodOf(t *code.Type, v Value, in *code.Instr, args []Value) (Value, []Value) {
	return m.methodThrough(t, v, in, args, 0)
}

// methodThrough is methodOf for an object that is held by an interface in an embedded field of
// another object, and so on, depth times.
func (m *Machine) methodThrough(t *code.Type, v Value, in *code.Instr, args []Value, depth int) (Value, []Value) {
	target, ok := m.findMethod(t, in.S)
	if !ok {
		return &Closure{Name: "(" + t.Name + ")." + in.S, Results: m.flat(in.T)}, args
	}
	recv := m.follow(v, t, target)
	out := append([]Value{recv}, args[1:]...)
	if target.iface {
		switch r := m.Resolve(recv).(type) {
		case *Iface:
			if depth > maxNesting { // it embeds itself
				m.Stop(Exhausted, "recursion of embedded interfaces")
				return nil, out
			}
			return m.methodThrough(r.T, r.V, in, out, depth+1)
		case Native:
			if model := r.Method(in.S); model != nil {
				return &Closure{Name: in.S, Native: model}, out
			}
		case Nil, nil:
			return nil, out
		case *Unknown:
			if m.usedNil(m.current, r) {
				return nil, out
			}
		}
		return &Closure{Name: "(" + target.on.Name + ")." + in.S, Results: m.flat(in.T)}, out
	}
	return &Closure{Name: target.name, Fn: m.Program.Func(target.name), Args: target.on.Args, Results: m.flat(in.T)}, out
}

func (m *Machine) flat(t *code.Type) []*code.Type {
	if t == nil {
		return nil
	}
	if t.Kind == code.Tuple {
		return t.Elems
	}
	return []*code.Type{t}
}

// A methodTarget is a method and the way to its receiver.
type methodTarget struct {
	name    string
	on      *code.Type // the named type that declares it
	pointer bool       // whether the receiver is a pointer
	iface   bool       // whether it is the method of an embedded interface
	path    []code.Embedded
}

// findMethod looks a method up by Go's rules: the one at the shallowest depth counts.
func (m *Machine) findMethod(t *code.Type, name string) (methodTarget, bool) {
	k := methodKey{t, name}
	target, ok := m.targets[k]
	if !ok {
		target = m.lookUpMethod(t, name)
		m.targets[k] = target
	}
	return target, target.on != nil
}

// lookUpMethod returns the method of that name, or a target without a type if there is none.
func (m *Machine) lookUpMethod(t *code.Type, name string) methodTarget {
	type candidate struct {
		t    *code.Type
		path []code.Embedded
	}
	level := []candidate{{t, nil}}
	seen := map[*code.Type]bool{} // a type embeds another one in many ways, or itself
	for len(level) > 0 {
		var below []candidate
		for _, c := range level {
			base := c.t
			if base.Kind == code.Pointer && base.Elem != nil && !base.Named {
				base = base.Elem
			}
			if seen[base] {
				continue
			}
			seen[base] = true
			for _, have := range base.Methods {
				if have != name {
					continue
				}
				if base.Kind == code.Interface {
					return methodTarget{on: base, iface: true, path: c.path}
				}
				ptr := "(*" + base.Origin + ")." + name
				val := "(" + base.Origin + ")." + name
				if m.Program.Func(val) != nil || m.Program.Func(ptr) == nil && m.callee(ptr).model == nil && m.callee(val).model != nil {
					return methodTarget{name: val, on: base, path: c.path}
				}
				return methodTarget{name: ptr, on: base, pointer: true, path: c.path}
			}
			for _, e := range base.Embedded {
				path := append(append([]code.Embedded(nil), c.path...), e)
				below = append(below, candidate{e.Type, path})
			}
		}
		level = below
	}
	return methodTarget{}
}

// hasMethod reports whether the method set of t has a method. A method with a pointer receiver is
// in the method set of the pointer type alone, unless it is promoted through an embedded pointer.
func (m *Machine) hasMethod(t *code.Type, name string) bool {
	target, ok := m.findMethod(t, name)
	if !ok || !target.pointer || t.Kind == code.Pointer || m.Program.Func(target.name) == nil {
		return ok
	}
	return slices.ContainsFunc(target.path, func(e code.Embedded) bool { return e.Type.Kind == code.Pointer })
}

// follow goes from v, of type t, through embedded fields to the receiver of a method.
func (m *Machine) follow(v Value, t *code.Type, target methodTarget) Value {
	at := m.Resolve(v)
	for _, e := range target.path {
		in := &code.Instr{N: int32(e.Index), S: "embedded", Recv: t}
		if t.Kind == code.Pointer {
			in.Recv = t.Elem
		}
		var c *Cell
		switch x := at.(type) {
		case *Cell:
			c = m.fieldOf(m.peek(x), in, e.Type)
		case *Struct:
			c = m.field(x, in, e.Type)
		case *Unknown:
			c = m.fieldOf(m.peek(m.materialize(x)), in, e.Type)
		default:
			return Nil{}
		}
		t = e.Type
		if t.Kind == code.Struct {
			at = c // its address
		} else {
			at = m.Resolve(m.peek(c))
		}
	}
	c, isPointer := at.(*Cell)
	if isPointer && !target.pointer && !target.iface && target.on.Kind != code.Pointer {
		return m.load(c)
	}
	return at
}
