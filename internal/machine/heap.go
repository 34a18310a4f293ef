package machine

import (
	"go/token"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/streamvet/streamvet/internal/choice"
	"github.com/streamvet/streamvet/internal/clock"
	"github.com/streamvet/streamvet/internal/code"
)

// A Cell is a variable: of the program, or a part of one.
type Cell struct {
	T *code.Type
	v Value // nil if nothing was stored yet
	// origin says what the cell holds at first: the zero value if it is nil.
	origin *origin
	shared bool // whether it may be part of an object that several goroutines have
	// exported says that it is a field that code of other packages can set.
	exported bool
	stored   clock.Epoch // when the stream that it holds was stored, if it is shared
	// Sync is what a model keeps here: the state of a mutex, say.
	Sync any
}

// An origin stands for what code outside the program has stored somewhere. Its parts have origins
// of their own, so that two copies of an unknown struct have the same unknown fields.
type origin struct {
	name  string
	key   string // if it isn't empty, all origins with this key are one value
	value *Unknown
	parts map[int64]*origin
	whole *Unknown // stands for all of a struct or an array
	// distinct says that no other distinct value is equal to it.
	distinct bool
	same     *origin // that turned out to be equal to it, and stands for both
}

// root returns the origin that stands for o.
func (o *origin) root() *origin {
	for o != nil && o.same != nil {
		o = o.same
	}
	return o
}

// unite says that what o and p stand for is equal.
func (o *origin) unite(p *origin) {
	o, p = o.root(), p.root()
	if o == nil || p == nil || o == p {
		return
	}
	p.same = o
	for i, part := range p.parts {
		if o.parts[i] == nil {
			o.keep(i, part)
		}
	}
}

func (o *origin) keep(i int64, part *origin) {
	if o.parts == nil {
		o.parts = map[int64]*origin{}
	}
	o.parts[i] = part
}

func (o *origin) part(i int64, name string) *origin {
	if o = o.root(); o == nil {
		return nil
	}
	if p, ok := o.parts[i]; ok {
		return p
	}
	p := &origin{name: name}
	if o.name != "" {
		p.name = lastOf(o.name) + "." + name
	}
	if o.key != "" {
		p.key = o.key + "." + name
		if len(p.key) > longName {
			p.key = strconv.FormatUint(choice.Hash(p.key), 16)
		}
	}
	o.keep(i, p)
	return p
}

// longName is how long names of origins may become: that of the thousandth element of a list
// is built from all before it.
const longName = 200

// lastOf returns the part of a long name that tells most: its end.
func lastOf(name string) string {
	if len(name) <= longName {
		return name
	}
	return strings.ToValidUTF8(name[len(name)-longName:], "")
}

// A Struct is the value of a struct type. Fields come into being when they are used.
type Struct struct {
	fields []*Cell
	n      int64 // how many fields the type has; 0 if that is not known
	origin *origin
	// fresh, if it is not nil, says that code outside the program has made the struct, and stands for
	// what is in it: fields that the program's own code sets later are still zero. Copies share it.
	fresh *origin
	// filled is what code outside the program has stored in exported fields, or nil.
	filled *origin
}

// An Array is the value of an array type, or what slices refer to.
type Array struct {
	elems  map[int64]*Cell
	origin *origin
	n      int64 // -1 if it is not known
}

// NewCell returns a variable of type t that holds v.
func NewCell(t *code.Type, v Value) *Cell { return &Cell{T: t, v: v} }

// load returns the value of a cell.
func (m *Machine) load(c *Cell) Value {
	return m.copyOf(m.peek(c))
}

// peek returns what a cell holds, without copying structs and arrays.
func (m *Machine) peek(c *Cell) Value {
	if c.v == nil && c.T == nil {
		return nil
	}
	if c.v == nil {
		c.v = m.initial(c.T, c.origin)
	}
	return c.v
}

// initial returns the value that a variable of type t has before it is assigned.
func (m *Machine) initial(t *code.Type, o *origin) Value {
	switch t.Kind {
	case code.Struct:
		return &Struct{origin: o, n: t.Len}
	case code.Array:
		return &Array{origin: o, n: t.Len}
	}
	if o == nil {
		return m.Zero(t)
	}
	if o.value == nil {
		o.value = m.known(o.key, t, o.name)
		o.value.distinct = o.value.distinct || o.distinct
	}
	return o.value
}

// known returns the Unknown called key, a new one if key is empty or new.
func (m *Machine) known(key string, t *code.Type, name string) *Unknown {
	if key == "" {
		return m.NewUnknown(t, name)
	}
	k := term{op: "known " + key, t: t}
	u, ok := m.terms[k]
	if !ok {
		u = m.NewUnknown(t, name)
		m.terms[k] = u
	}
	return u
}

func (m *Machine) store(c *Cell, v Value) { c.v = m.copyOf(v) }

// maxParts bounds how many structs and arrays within one are copied: a type of a few lines can
// have more of them than there is memory. Those after them count as zero.
const maxParts = 1 << 10

// copyOf returns a copy of a struct or an array, and any other value itself.
func (m *Machine) copyOf(v Value) Value {
	switch v.(type) {
	case *Struct, *Array:
		left := maxParts
		v = m.copyParts(v, &left)
		m.Steps += (maxParts - left) / 8 // copying is work, too
	}
	return v
}

func (m *Machine) copyParts(v Value, left *int) Value {
	switch v := v.(type) {
	case *Struct:
		if *left--; *left < 0 {
			return &Struct{}
		}
		s := &Struct{n: v.n, origin: v.origin, fresh: v.fresh, filled: v.filled, fields: make([]*Cell, len(v.fields))}
		for i, f := range v.fields {
			if f != nil {
				s.fields[i] = &Cell{T: f.T, v: m.copyParts(f.v, left), origin: f.origin, exported: f.exported}
			}
		}
		return s
	case *Array:
		if *left--; *left < 0 {
			return &Array{n: v.n}
		}
		m.Steps += len(v.elems) / 8
		a := &Array{origin: v.origin, n: v.n, elems: make(map[int64]*Cell, len(v.elems))}
		for _, i := range v.used() {
			e := v.elems[i]
			a.elems[i] = &Cell{T: e.T, v: m.copyParts(e.v, left), origin: e.origin}
		}
		return a
	}
	return v
}

// field returns field i of s, whose type is t.
func (m *Machine) field(s *Struct, in *code.Instr, t *code.Type) *Cell {
	i := int(in.N)
	for len(s.fields) <= i {
		s.fields = append(s.fields, nil)
	}
	if s.fields[i] == nil {
		c := &Cell{T: t, origin: s.origin.part(int64(i), in.S), exported: token.IsExported(in.S)}
		if s.filled != nil {
			m.filledField(s, c, in.N, in.S)
		}
		if c.v != nil || c.origin != nil {
			s.fields[i] = c
			return c
		}
		if s.fresh != nil {
			m.freshField(c, s.fresh, in)
		} else if c.origin == nil && t.Kind.IsReference() && !t.Error && in.Recv != nil && m.unseen(in.Recv, in.N) && !m.unfilled(c, in.Recv) {
			c.origin = &origin{name: in.S}
		}
		s.fields[i] = c
	}
	return s.fields[i]
}

// freshField decides what a field of a fresh struct holds, unless that is known from a copy.
func (m *Machine) freshField(c *Cell, of *origin, in *code.Instr) {
	_, known := of.parts[int64(in.N)]
	switch {
	case c.T.Kind == code.Struct:
		c.v = &Struct{fresh: of.part(int64(in.N), in.S)}
	case c.T.Kind == code.Array, in.Recv == nil:
	case known, !m.Program.State(in.Recv, in.N), c.T.Kind == code.Slice && m.Choices.Percent(25):
		c.origin = of.part(int64(in.N), in.S)
		if of.key != "" && isWired(c.T) {
			c.origin.key = of.key + c.T.Name
		}
		if u, ok := m.peek(c).(*Unknown); ok && c.T.Kind.IsReference() && !c.T.Error {
			u.nonNil = true
		}
	}
}

// Fresh returns a pointer to a new struct of the type that t points to, as code outside the program
// makes one.
func (m *Machine) Fresh(t *code.Type) Value {
	return &Cell{T: t.Elem, v: &Struct{fresh: new(origin)}}
}

// Wired is like Fresh for an object that a program has one of, such as a handler: objects of
// different types that it returns refer to the same objects of other types, as a main function
// wires them.
func (m *Machine) Wired(t *code.Type) Value {
	return &Cell{T: t.Elem, v: &Struct{fresh: &origin{key: "wired "}}}
}

// isWired reports whether t is a pointer to what a program may have one of: neither a message nor a
// stream.
func isWired(t *code.Type) bool {
	return t.Kind == code.Pointer && t.Object == nil && !t.Message && t.Elem.Named && t.Elem.Kind == code.Struct && t.Elem.Object == nil
}

// unseen reports whether a field of a zero struct may hold what code outside the program
// has stored: no code in the program stores to it.
func (m *Machine) unseen(t *code.Type, i int32) bool {
	return t.Named && !t.Message && !m.Program.Stored(t, i)
}

// unfilled reports whether a field is a list or a map that only code of another package can fill, such
// as the streams that a logging package forwards to. If none of that code is in the program, nothing
// is in it.
func (m *Machine) unfilled(c *Cell, of *code.Type) bool {
	return (c.T.Kind == code.Map || c.T.Kind == code.Slice) && !c.exported && of.Pkg != m.Program.Package
}

// elem returns element i of a, whose type is t.
func (m *Machine) elem(a *Array, i int64, t *code.Type) *Cell {
	c, ok := a.elems[i]
	if !ok {
		if a.elems == nil {
			a.elems = map[int64]*Cell{}
		}
		c = &Cell{T: t, origin: a.origin.part(i, "[]")}
		a.elems[i] = c
	}
	if c.T == nil {
		c.T = t
	}
	return c
}

// used returns the indexes of the elements that have been used, in order.
func (a *Array) used() []int64 { return slices.Sorted(maps.Keys(a.elems)) }

// Zero returns the zero value of t.
func (m *Machine) Zero(t *code.Type) Value {
	switch t.Kind {
	case code.Bool:
		return false
	case code.Int:
		return int64(0)
	case code.Float:
		return float64(0)
	case code.String:
		return ""
	case code.Struct:
		return &Struct{n: t.Len}
	case code.Array:
		return &Array{n: t.Len}
	case code.Tuple:
		vs := make(Tuple, len(t.Elems))
		for i, e := range t.Elems {
			vs[i] = m.Zero(e)
		}
		return vs
	case code.Complex, code.Param, code.Invalid:
		return m.NewUnknown(t, "")
	}
	return Nil{}
}

// echoed begins the keys of the fields of messages: if two messages are about the same things,
// their fields of one name are equal.
const echoed = "message"

// Outside returns an object of type t that code outside the program has made.
func (m *Machine) Outside(t *code.Type, name string) Value {
	o := &origin{name: name}
	if t.Kind == code.Pointer && t.Elem != nil && t.Object == nil {
		c := &Cell{T: t.Elem, origin: o}
		if t.Message && m.Echo {
			o.key = echoed
		}
		return c
	}
	return m.initial(t, o)
}
