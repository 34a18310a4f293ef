package machine

import (
	"math"

	"github.com/streamvet/streamvet/internal/code"
)

// pointer returns the variable that v points to. A nil pointer panics, and an unknown
// one turns out to point to an object from outside.
func (m *Machine) pointer(g *Goroutine, v Value) *Cell {
	switch v := m.Resolve(v).(type) {
	case *Cell:
		return v
	case *Unknown:
		if m.usedNil(g, v) {
			break
		}
		return m.materialize(v)
	}
	m.Panic(g, "nil pointer dereference")
	return nil
}

// usedNil decides whether a reference is nil that the program uses without a check. Usually it
// isn't: an execution that ends here would show nothing, unless something recovers.
func (m *Machine) usedNil(g *Goroutine, u *Unknown) bool {
	if g != nil && g.recoverable() {
		return m.decideNil(u, nilness(u.T))
	}
	if u.failed != nil {
		if err, ok := m.Resolve(u.failed).(*Unknown); ok && !err.nonNil {
			m.bind(err, Nil{})
		}
		return m.decideNil(u, 0)
	}
	u.nonNil = true
	return false
}

// materialize makes the object that an unknown pointer points to. An object that the contract
// describes stays unknown, whatever its fields hold.
func (m *Machine) materialize(u *Unknown) *Cell {
	if u.Object() != nil && u.T.Elem != nil {
		if u.body == nil {
			u.body = &Cell{T: u.T.Elem, origin: &origin{name: u.Name}}
		}
		return u.body
	}
	var elem *code.Type
	if u.T != nil {
		elem = u.T.Elem
	}
	if elem == nil {
		elem = m.ints
	}
	c := m.Outside(m.Program.PointerTo(elem), u.Name).(*Cell)
	u.value = c
	return c
}

func (m *Machine) fieldOf(v Value, in *code.Instr, t *code.Type) *Cell {
	if s, ok := m.Resolve(v).(*Struct); ok {
		return m.field(s, in, t)
	}
	return &Cell{T: t, origin: &origin{name: in.S}}
}

func (m *Machine) getter(g *Goroutine, f *Frame, in *code.Instr) {
	t := m.typeOf(f, in.T)
	v := m.get(f, in.A[0])
	if u, ok := v.(*Unknown); ok && !u.nonNil && u.value == nil && u.failed == nil {
		u.nonNil = true
	}
	if m.IsNil(v) {
		f.set(in, m.Zero(t))
		return
	}
	if c := m.pointer(g, v); c != nil {
		f.set(in, m.load(m.fieldOf(m.peek(c), in, t)))
	}
}

func (m *Machine) indexAddr(g *Goroutine, f *Frame, in *code.Instr) {
	t := m.typeOf(f, in.T)
	base, i := m.get(f, in.A[0]), m.get(f, in.A[1])
	switch v := base.(type) {
	case *Cell, *Unknown:
		if u, ok := v.(*Unknown); ok && (u.T.Kind == code.Slice) {
			m.indexSlice(g, f, in, m.sliceOf(u), i, t)
			return
		}
		c := m.pointer(g, v)
		if c == nil {
			return
		}
		if a, ok := m.peek(c).(*Array); ok {
			n := m.Int(i, 0, max(a.n, 1))
			if n < 0 || n >= a.n && a.n >= 0 {
				m.Panic(g, "index out of range")
				return
			}
			f.set(in, m.elem(a, n, t))
			return
		}
		f.set(in, &Cell{T: t, origin: &origin{name: "[]"}})
	case *Slice:
		m.indexSlice(g, f, in, v, i, t)
	default:
		m.Panic(g, "index out of range")
	}
}

func (m *Machine) indexSlice(g *Goroutine, f *Frame, in *code.Instr, s *Slice, i Value, t *code.Type) {
	n := int64(math.MaxInt32)
	if l, ok := m.Resolve(s.Len).(int64); ok {
		n = l
	}
	k := m.Int(i, 0, n)
	if k < 0 || k >= n {
		m.Panic(g, "index out of range")
		return
	}
	if u, ok := m.Resolve(s.Len).(*Unknown); ok {
		// A slice from outside has the index that is used.
		u.low(k + 1)
	}
	f.set(in, m.elem(s.Array, s.Off+k, t))
}

// sliceOf returns the slice that an unknown slice turns out to be.
func (m *Machine) sliceOf(u *Unknown) *Slice {
	n := m.NewUnknown(m.ints, "len("+u.Name+")")
	n.low(0)
	s := &Slice{Array: &Array{origin: &origin{name: u.Name}, n: -1}, Len: n, Cap: -1}
	u.value = s
	return s
}

func (m *Machine) indexInstr(g *Goroutine, f *Frame, in *code.Instr) {
	base, i := m.get(f, in.A[0]), m.get(f, in.A[1])
	n := int64(math.MaxInt64)
	switch v := base.(type) {
	case *Array:
		n = v.n
	case string:
		n = int64(len(v))
	}
	if k, ok := m.Resolve(i).(int64); ok && (k < 0 || k >= n) {
		m.Panic(g, "index out of range")
		return
	}
	f.set(in, m.index(base, i, m.typeOf(f, in.T)))
}

// indexTerm is the operation whose result is an element of an unknown value.
const indexTerm = "index"

func (m *Machine) index(base, i Value, t *code.Type) Value {
	switch v := base.(type) {
	case *Array:
		return m.load(m.elem(v, m.Int(i, 0, max(v.n, 1)), t))
	case string:
		if n, ok := m.Resolve(i).(int64); ok && n >= 0 && n < int64(len(v)) {
			return int64(v[n])
		}
	}
	return m.Pure(indexTerm, t, base, i)
}

func (m *Machine) lookup(base, key Value, t *code.Type, commaOk bool) Value {
	var v Value
	ok := false
	switch b := m.Resolve(base).(type) {
	case *Map:
		find := m.find
		if !commaOk {
			find = m.expect
		}
		if e := find(b, key); e != nil {
			v, ok = m.copyOf(e.value), true
		}
	case *Unknown:
		if b.T.Kind == code.Map {
			if mp := m.mapOf(b); mp != nil {
				return m.lookup(mp, key, t, commaOk)
			}
			break
		}
		v, ok = m.Pure(indexTerm, t, base, key), true
	case string:
		v, ok = m.index(b, key, t), true
	}
	if v == nil {
		v = m.Zero(t)
	}
	if commaOk {
		return Tuple{v, ok}
	}
	return v
}

// mapOf returns the map that an unknown map turns out to be, or nil for a nil map.
func (m *Machine) mapOf(u *Unknown) *Map {
	if m.decideNil(u, 2) {
		return nil
	}
	mp := &Map{T: u.T, origin: &origin{name: u.Name}}
	u.value = mp
	return mp
}

func (m *Machine) mapUpdate(g *Goroutine, f *Frame, in *code.Instr) {
	v := m.get(f, in.A[0])
	if u, ok := v.(*Unknown); ok {
		if mp := m.mapOf(u); mp != nil {
			v = mp
		}
	}
	mp, ok := v.(*Map)
	if !ok {
		m.Panic(g, "assignment to entry in nil map")
		return
	}
	m.put(mp, m.get(f, in.A[1]), m.get(f, in.A[2]))
	f.pc++
}

func (m *Machine) makeSlice(g *Goroutine, f *Frame, in *code.Instr) {
	n, room := m.get(f, in.A[0]), m.get(f, in.A[1])
	s := &Slice{Array: &Array{n: -1}, Len: n, Cap: -1}
	switch k := n.(type) {
	case *Unknown:
		k.low(0)
	case int64:
		if k < 0 {
			m.Panic(g, "makeslice: len out of range")
			return
		}
	}
	if k, ok := room.(int64); ok {
		s.Cap = max(k, 0)
	}
	f.set(in, s)
}

// slice executes a[i:j:k].
func (m *Machine) slice(g *Goroutine, f *Frame, in *code.Instr) {
	base, low, high := m.get(f, in.A[0]), m.get(f, in.A[1]), m.get(f, in.A[2])
	t := m.typeOf(f, in.T)
	var s *Slice
	switch v := base.(type) {
	case *Slice:
		s = v
	case *Cell:
		if a, ok := m.peek(v).(*Array); ok {
			s = &Slice{Array: a, Len: a.n, Cap: a.n}
		}
	case *Unknown:
		switch v.T.Kind {
		case code.Slice:
			s = m.sliceOf(v)
		case code.String:
			f.set(in, m.Pure("slice", t, v, low, high))
			return
		}
	case string:
		m.sliceText(g, f, in, v, low, high)
		return
	case Nil:
		f.set(in, v)
		return
	}
	if s == nil {
		f.set(in, m.NewUnknown(t, ""))
		return
	}
	lo := int64(0)
	if low != nil {
		lo = m.Int(low, 0, 3)
	}
	end := s.Len
	if high != nil {
		end = high
	}
	if n, ok := m.Resolve(end).(int64); ok && n < lo || lo < 0 {
		m.Panic(g, "slice bounds out of range")
		return
	}
	out := &Slice{Array: s.Array, Off: s.Off + lo, Len: m.binary("-", end, lo, m.ints), Cap: -1}
	if most, ok := m.Resolve(m.get(f, in.A[3])).(int64); ok {
		out.Cap = max(most-lo, 0)
	} else if s.Cap >= 0 {
		out.Cap = max(s.Cap-lo, 0)
	}
	f.set(in, out)
}

// sliceText executes s[i:j] of a known string.
func (m *Machine) sliceText(g *Goroutine, f *Frame, in *code.Instr, s string, low, high Value) {
	if low == nil {
		low = int64(0)
	}
	if high == nil {
		high = int64(len(s))
	}
	i, known := m.Resolve(low).(int64)
	j, ok := m.Resolve(high).(int64)
	switch {
	case !known || !ok:
		f.set(in, m.Pure("slice", m.typeOf(f, in.T), s, low, high))
	case i < 0 || i > j || j > int64(len(s)):
		m.Panic(g, "slice bounds out of range")
	default:
		f.set(in, s[i:j])
	}
}

func (m *Machine) extract(v Value, in *code.Instr) Value {
	if t, ok := v.(Tuple); ok && int(in.N) < len(t) {
		return t[in.N]
	}
	return m.NewUnknown(in.T, "")
}
