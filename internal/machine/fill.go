package machine

import (
	"github.com/streamvet/streamvet/internal/code"
)

// Fill stores what code outside the program would store in what v points to, or in the map or the
// slice v: unknown values. Of structs it reaches the exported fields only, as package reflect does
// ("the value ... was not obtained by the use of unexported struct fields",
// https://pkg.go.dev/reflect#Value.CanSet).
func (m *Machine) Fill(v Value) { m.fillIn(v, maxFilled) }

// maxFilled bounds how deep objects in objects are filled.
const maxFilled = 4

func (m *Machine) fillIn(v Value, depth int) {
	switch v := m.Resolve(v).(type) {
	case *Iface:
		m.fillIn(v.V, depth)
	case *Cell:
		m.fillCell(v, depth)
	case *Map:
		v.origin = &origin{name: "decoded"}
	case *Slice:
		m.fillSlice(v, depth)
	}
}

// fillSlice fills a buffer, or what the arguments of a variadic function point to.
func (m *Machine) fillSlice(s *Slice, depth int) {
	variadic := false
	m.Visit(s, func(e Value) {
		if i, ok := m.Resolve(e).(*Iface); ok {
			variadic = true
			m.fillIn(i, depth)
		}
	})
	if !variadic {
		m.fillBuffer(s, &origin{name: "read"})
	}
}

func (m *Machine) fillBuffer(s *Slice, o *origin) {
	n, known := m.Resolve(s.Len).(int64)
	if s.Off == 0 && (!known || s.Array.n >= 0 && n >= s.Array.n) {
		s.Array.origin = o
	}
	for _, i := range s.Array.used() {
		if c := s.Array.elems[i]; c.T != nil && i >= s.Off && (!known || i < s.Off+n) {
			c.v, c.origin = nil, o.part(i, "[]")
		}
	}
}

func (m *Machine) fillCell(c *Cell, depth int) {
	t := c.T
	switch {
	case t == nil || depth == 0 || c.Sync != nil || t.Object != nil || t.Context || t.Pkg == "sync" || t.Pkg == "sync/atomic":
	case t.Kind.IsScalar(), t.Kind == code.Slice, t.Kind == code.Array, t.Kind == code.Interface && len(t.Methods) == 0:
		c.v, c.origin = nil, m.decoded(t)
	case t.Kind == code.Map:
		if mp, ok := m.Resolve(c.v).(*Map); ok {
			mp.origin = m.decoded(t)
			return
		}
		c.v, c.origin = nil, m.decoded(t)
	case t.Kind == code.Pointer:
		if to, ok := m.Resolve(c.v).(*Cell); ok {
			m.fillCell(to, depth-1)
			return
		}
		c.v, c.origin = nil, m.decoded(t)
	case t.Kind == code.Struct:
		m.fillStruct(c, depth)
	}
}

func (m *Machine) fillStruct(c *Cell, depth int) {
	s, ok := m.peek(c).(*Struct)
	if !ok {
		return
	}
	if c.T.Message {
		c.v = &Struct{origin: m.decoded(c.T)}
		return
	}
	s.filled = m.decoded(c.T)
	for _, f := range s.fields {
		if f != nil && (f.exported || f.T.Kind == code.Struct) {
			m.fillCell(f, depth-1)
		}
	}
}

// decoded returns the origin of what is stored in a variable of type t. Two requests may be
// about the same things, whatever their form.
func (m *Machine) decoded(t *code.Type) *origin {
	o := &origin{name: "decoded"}
	if m.Echo && t.Named && t.Kind == code.Struct {
		o.key = echoed
	}
	return o
}

// filledField makes the field c of a struct that code outside the program has filled, if such code
// can store there.
func (m *Machine) filledField(s *Struct, c *Cell, i int32, name string) {
	t := c.T
	switch {
	case !c.exported && t.Kind != code.Struct, t.Kind == code.Interface && len(t.Methods) > 0, t.Kind == code.Signature, t.Kind == code.Chan,
		t.Object != nil, t.Pkg == "sync", t.Pkg == "sync/atomic":
	case t.Kind == code.Struct:
		c.v = &Struct{filled: s.filled.part(int64(i), name)}
	default:
		c.origin = s.filled.part(int64(i), name)
	}
}
