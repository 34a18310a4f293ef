package machine

import (
	"math"
	"strings"

	"github.com/streamvet/streamvet/internal/code"
	"github.com/streamvet/streamvet/internal/contract"
)

// ToInterface returns v, of type t, as an interface value. If t is a type parameter whose
// argument is not known, v may be one already.
func (m *Machine) ToInterface(v Value, t *code.Type) Value {
	switch t.Kind {
	case code.Interface:
		return v
	case code.Param:
		switch v.(type) {
		case *Iface, *Unknown, Native, Nil, nil:
			return v
		}
	}
	return &Iface{T: t, V: v}
}

func (m *Machine) convertInstr(g *Goroutine, f *Frame, in *code.Instr) {
	v, t := m.get(f, in.A[0]), m.typeOf(f, in.T)
	s, ok := v.(*Slice)
	switch {
	case ok && t.Kind == code.Pointer && t.Elem != nil && t.Elem.Kind == code.Array:
		if n, ok := m.Resolve(s.Len).(int64); ok && n < t.Elem.Len {
			m.Panic(g, "cannot convert slice to array or pointer to array")
			return
		}
		f.set(in, m.arrayOf(s, t.Elem))
	case in.Recv == nil: // ChangeType, ChangeInterface: the same value
		if ch, ok := v.(*Chan); ok && strings.HasPrefix(t.Name, "chan<- ") {
			ch.lent = true
		}
		f.set(in, v)
	default:
		f.set(in, m.convert(v, m.typeOf(f, in.Recv), t))
	}
}

func (m *Machine) convert(v Value, from, t *code.Type) Value {
	switch {
	case from.Kind == code.Pointer && t.Kind == code.Pointer: // by way of unsafe.Pointer
		if c, ok := v.(*Cell); !ok || t.Elem == nil || t.Elem == c.T {
			return v
		}
	case from.Kind == code.Int && t.Kind == code.Int:
		if n, ok := v.(int64); ok {
			return wrap(n, t)
		}
		return v
	case from.Kind == code.Int && t.Kind == code.Float:
		if n, ok := v.(int64); ok {
			return float64(n)
		}
	case from.Kind == code.Float && t.Kind == code.Int:
		if n, ok := v.(float64); ok && math.Abs(n) < 1<<53 {
			return wrap(int64(n), t)
		}
	case from.Kind == code.String && t.Kind == code.String, from.Kind == code.Float && t.Kind == code.Float:
		return v
	}
	if s, ok := v.(*Slice); ok && t.Kind == code.String {
		return m.Pure("convert", t, m.Parts(s)...)
	}
	return m.Pure("convert", t, v)
}

// arrayOf returns a pointer to the array of type t that s begins with: its elements are those
// of s.
func (m *Machine) arrayOf(s *Slice, t *code.Type) Value {
	a := &Array{n: t.Len, elems: map[int64]*Cell{}}
	if s.Array.origin != nil {
		a.origin = s.Array.origin.part(-1, "[:]")
	}
	for i := range min(max(t.Len, 0), maxMoved) {
		a.elems[i] = m.elem(s.Array, s.Off+i, t.Elem)
	}
	return &Cell{T: t, v: a}
}

// refuted reports whether u is known not to hold a value of type t.
func (u *Unknown) refuted(t *code.Type) bool { return u.object != nil && u.object.asserted[t] }

// assert executes a type assertion.
func (m *Machine) assert(g *Goroutine, f *Frame, in *code.Instr) {
	t := m.typeOf(f, in.T)
	x := m.get(f, in.A[0])
	if u, isUnknown := x.(*Unknown); isUnknown && in.N == 0 && !u.refuted(t) {
		// A program that doesn't ask knows the type.
		u.nonNil = u.failed == nil
		m.believed = true
	}
	v, ok := m.Assert(x, t)
	m.believed = false
	if in.N == 1 {
		if !ok {
			v = m.Zero(t)
		}
		f.set(in, Tuple{v, ok})
		return
	}
	if !ok {
		m.Panic(g, "interface conversion")
		return
	}
	f.set(in, v)
}

// Assert returns v as a value of type t, and whether it is one.
func (m *Machine) Assert(v Value, t *code.Type) (Value, bool) {
	switch v := m.Resolve(v).(type) {
	case *Iface:
		if t.Kind == code.Interface {
			return v, m.implements(v.T, t)
		}
		return v.V, v.T == t
	case *Unknown:
		return m.assertUnknown(v, t)
	case Native:
		if a, ok := v.(asserter); ok && t.Kind != code.Interface {
			return a.Assert(m, t)
		}
		return v, t.Kind == code.Interface
	}
	return nil, false
}

// An asserter is a Native that type assertions can turn into a value of the program.
type asserter interface {
	Assert(m *Machine, t *code.Type) (Value, bool)
}

func (m *Machine) assertUnknown(u *Unknown, t *code.Type) (Value, bool) {
	if m.IsNil(u) || u.refuted(t) {
		return nil, false
	}
	if t.Kind == code.Interface && (len(t.Methods) == 0 || m.implements(u.T, t)) {
		return u, true
	}
	if t.Kind == code.Pointer && t.Elem != nil && contract.IsGenericStream(t.Elem.Origin) && t.Elem.Object == u.Object() {
		return m.generic(u, t.Elem), true
	}
	percent := 50
	switch {
	case u.T != nil && u.T.Error:
		percent = 20
	case u.Server:
		// The types of the streams that grpc makes are not exported, and have no further
		// methods: this one is a wrapper's.
		percent = 3
	}
	if !m.believed && !m.Choices.Percent(m.bias(percent)) {
		o := u.asObject()
		if o.asserted == nil {
			o.asserted = map[*code.Type]bool{}
		}
		o.asserted[t] = true
		return nil, false
	}
	if t.Kind == code.Interface {
		// The same object, with another type.
		w := m.NewUnknown(t, u.Name)
		w.nonNil = true
		return w, true
	}
	v := m.Outside(t, u.Name)
	if w, ok := v.(*Unknown); ok && t.Kind.IsReference() {
		w.nonNil = true
	}
	u.value = &Iface{T: t, V: v}
	return v, true
}

// implements reports whether type t has the methods of the interface type i.
func (m *Machine) implements(t, i *code.Type) bool {
	for _, name := range i.Methods {
		if !m.hasMethod(t, name) {
			return false
		}
	}
	return true
}
