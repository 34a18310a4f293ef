package machine

import (
	"cmp"

	"github.com/streamvet/streamvet/internal/code"
)

// Some values are made so that no two are equal: random identities of many bits, what is computed
// from them without loss, the moments of a clock. An execution that took two of them for equal
// would show what never happens.

// Distinct returns a value of type t that equals no other value that Distinct has returned.
func (m *Machine) Distinct(t *code.Type, name string) Value {
	if t.Kind == code.Struct || t.Kind == code.Array {
		return m.initial(t, &origin{name: name, distinct: true})
	}
	u := m.NewUnknown(t, name)
	u.distinct, u.nonNil = true, true
	return u
}

// Object returns a struct or an array from outside that whole stands for: two of them are equal if
// their wholes are.
func (m *Machine) Object(t *code.Type, whole Value) Value {
	u, ok := whole.(*Unknown)
	if !ok {
		return m.initial(t, &origin{})
	}
	return m.initial(t, &origin{name: u.Name, whole: u})
}

// Randomize fills a slice with bytes that no other slice has.
func (m *Machine) Randomize(v Value) {
	s := m.asSlice(v)
	if s == nil {
		return
	}
	o := &origin{name: "random", distinct: true}
	n, known := m.Resolve(s.Len).(int64)
	if s.Off == 0 && (!known || n >= s.Array.n || s.Array.n < 0) {
		s.Array.origin = o
		for i, c := range s.Array.elems {
			c.v, c.origin = nil, o.part(i, "[]")
		}
		return
	}
	for i := range min(n, maxMoved) {
		if c := m.elem(s.Array, s.Off+i, m.Program.Basic("byte", code.Int)); c.T != nil {
			c.v, c.origin = nil, &origin{name: o.name, distinct: true}
		}
	}
}

// all returns what stands for the whole of what an origin has made.
func (m *Machine) all(o *origin) *Unknown {
	o = o.root()
	if o.whole == nil {
		key := o.key
		if key != "" {
			key = "all of " + key
		}
		o.whole = m.known(key, m.Program.Basic("string", code.String), o.name)
		o.whole.distinct = o.distinct
	}
	return o.whole
}

// lossless reports whether an operation has equal results only for equal operands.
func (m *Machine) lossless(k term) bool {
	switch k.op {
	case "+":
		return k.t != nil && k.t.Kind == code.String
	case "convert": // of texts and bytes; numbers may lose something
		return k.t != nil && (k.t.Kind == code.String || k.t.Kind == code.Slice)
	}
	return m.Models.Lossless(k.op)
}

// distinguishes reports whether one of the operands of a lossless operation is distinct, and its
// result therefore as well.
func (m *Machine) distinguishes(k term) bool {
	for _, o := range []any{k.a, k.b} {
		if u, ok := o.(*Unknown); ok && (u.distinct || u.term.op == "pair" && m.distinguishes(u.term)) {
			return true
		}
	}
	return false
}

// equalTerms decides whether the results of one lossless operation on different operands are
// equal; ok is false if that can't be said by the operands.
func (m *Machine) equalTerms(x, y *Unknown) (equal, ok bool) {
	k, l := x.term, y.term
	if k.op == "" || k.op != l.op || !m.lossless(k) || !sameShape(k.b, l.b) {
		return false, false
	}
	if k.op == "+" && !m.same(k.a, l.a) && !m.same(k.b, l.b) {
		return false, false // ab + c is a + bc
	}
	return m.equalOperands(k.a, l.a) && m.equalOperands(k.b, l.b), true
}

// sameShape reports whether two lists of operands have the same length.
func sameShape(a, b any) bool {
	x, _ := a.(*Unknown)
	y, _ := b.(*Unknown)
	isX, isY := x != nil && x.term.op == "pair", y != nil && y.term.op == "pair"
	if !isX || !isY {
		return isX == isY && (a == nil) == (b == nil)
	}
	return sameShape(x.term.a, y.term.a)
}

func (m *Machine) equalOperands(a, b any) bool {
	x, isX := a.(*Unknown)
	y, isY := b.(*Unknown)
	if isX && isY && x.term.op == "pair" && y.term.op == "pair" {
		return x == y || m.equalOperands(x.term.a, y.term.a) && m.equalOperands(x.term.b, y.term.b)
	}
	if a == nil || b == nil {
		return a == b
	}
	return m.Equal(a, b)
}

// equalRest decides whether those parts of two structs or arrays are equal that nothing has looked
// at.
func (m *Machine) equalRest(a, b *origin) bool {
	a, b = a.root(), b.root()
	switch {
	case a == b:
		return true
	case a == nil:
		return m.Equal(m.all(b), "")
	case b == nil:
		return m.Equal(m.all(a), "")
	}
	if !m.Equal(m.all(a), m.all(b)) {
		return false
	}
	a.unite(b)
	return true
}

func (m *Machine) equalStructs(a, b *Struct) bool {
	compared := 0
	for i := range max(len(a.fields), len(b.fields)) {
		x, y := fieldAt(a, i), fieldAt(b, i)
		switch {
		case x == nil && y == nil:
			continue
		case x == nil:
			x = &Cell{T: y.T, origin: a.origin.part(int64(i), "field")}
		case y == nil:
			y = &Cell{T: x.T, origin: b.origin.part(int64(i), "field")}
		}
		compared++
		if !m.Equal(m.peek(x), m.peek(y)) {
			return false
		}
	}
	if compared == 0 || int64(compared) < max(a.n, b.n) {
		return m.equalRest(a.origin, b.origin)
	}
	a.origin.unite(b.origin)
	return true
}

func fieldAt(s *Struct, i int) *Cell {
	if i < len(s.fields) {
		return s.fields[i]
	}
	return nil
}

// equalArrays decides whether two arrays are equal, element by element, in an order that
// repeats: what is decided about one may depend on those before.
func (m *Machine) equalArrays(a, b *Array) bool {
	indexes := a.used()
	for _, i := range b.used() {
		if _, ok := a.elems[i]; !ok {
			indexes = append(indexes, i)
		}
	}
	for _, i := range indexes {
		t := cmp.Or(a.elems[i], b.elems[i]).T
		if t != nil && !m.Equal(m.peek(m.elem(a, i, t)), m.peek(m.elem(b, i, t))) {
			return false
		}
	}
	return int64(len(indexes)) == a.n || m.equalRest(a.origin, b.origin)
}
