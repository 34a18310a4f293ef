package machine

import (
	"math"
	"strings"
	"unicode/utf8"

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

// usedNil decides whether a reference is nil that the program uses without asking. It knows
// then that it isn't: an execution that ends here would show nothing, unless something
// recovers.
func (m *Machine) usedNil(g *Goroutine, u *Unknown) bool {
	if g != nil && g.recoverable() {
		return m.decideNil(u, m.nilness(u.T))
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

// materialize makes the object that an unknown pointer points to.
func (m *Machine) materialize(u *Unknown) *Cell {
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

func (m *Machine) index(base, i Value, t *code.Type) Value {
	switch v := base.(type) {
	case *Array:
		return m.load(m.elem(v, m.Int(i, 0, max(v.n, 1)), t))
	case string:
		if n, ok := m.Resolve(i).(int64); ok && n >= 0 && n < int64(len(v)) {
			return int64(v[n])
		}
	}
	return m.Pure("index", t, base, i)
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
		v, ok = m.Pure("index", t, base, key), true
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

// ToInterface returns v, of type t, as an interface value.
func (m *Machine) ToInterface(v Value, t *code.Type) Value {
	if t.Kind == code.Interface {
		return v
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
	return m.Pure("convert", t, v)
}

// arrayOf returns a pointer to the array of type t that s begins with: its elements are those
// of s.
func (m *Machine) arrayOf(s *Slice, t *code.Type) Value {
	a := &Array{n: t.Len, elems: map[int64]*Cell{}}
	if s.Array.origin != nil {
		a.origin = s.Array.origin.part(m, -1, t, "[:]")
	}
	for i := range min(max(t.Len, 0), maxMoved) {
		a.elems[i] = m.elem(s.Array, s.Off+i, t.Elem)
	}
	return &Cell{T: t, v: a}
}

func (m *Machine) extract(v Value, in *code.Instr) Value {
	if t, ok := v.(Tuple); ok && int(in.N) < len(t) {
		return t[in.N]
	}
	return m.NewUnknown(in.T, "")
}

// assert executes a type assertion.
func (m *Machine) assert(g *Goroutine, f *Frame, in *code.Instr) {
	t := m.typeOf(f, in.T)
	x := m.get(f, in.A[0])
	if u, isUnknown := x.(*Unknown); isUnknown && in.N == 0 && !u.asserted[t] {
		// Who doesn't ask knows.
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
		return v, t.Kind == code.Interface
	}
	return nil, false
}

func (m *Machine) assertUnknown(u *Unknown, t *code.Type) (Value, bool) {
	if m.IsNil(u) || u.asserted[t] {
		return nil, false
	}
	if t.Kind == code.Interface && (len(t.Methods) == 0 || m.implements(u.T, t)) {
		return u, true
	}
	percent := 50
	switch {
	case u.T != nil && u.T.Error:
		percent = 20
	case u.Server && t.Kind != code.Interface:
		// The types of the streams that grpc makes are not exported: this one is a wrapper's.
		percent = 3
	}
	if !m.believed && !m.Choices.Percent(m.bias(percent)) {
		if u.asserted == nil {
			u.asserted = map[*code.Type]bool{}
		}
		u.asserted[t] = true
		return nil, false
	}
	if t.Kind == code.Interface {
		// The same object, known by another type.
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
		if !m.hasMethod(t, name, 0) {
			return false
		}
	}
	return true
}

func (m *Machine) iterate(v Value) Value {
	switch v := v.(type) {
	case *Map:
		return &iterator{m: v}
	case *Unknown:
		if v.T.Kind == code.Map {
			if mp := m.mapOf(v); mp != nil {
				return &iterator{m: mp}
			}
		}
	case string:
		return &iterator{text: v}
	}
	return &iterator{}
}

// next advances an iterator: (ok, key, value).
func (m *Machine) next(f *Frame, in *code.Instr) Value {
	t := m.typeOf(f, in.T)
	it, ok := f.slots[in.A[0]].(*iterator)
	if !ok || it.m == nil {
		if ok && in.N == 1 && it.next < len(it.text) {
			i := it.next
			r, size := utf8.DecodeRuneInString(it.text[i:])
			it.next += size
			return Tuple{true, int64(i), int64(r)}
		}
		return Tuple{false, m.Zero(t.Elems[1]), m.Zero(t.Elems[2])}
	}
	for it.next < len(it.m.entries) {
		e := it.m.entries[it.next]
		it.next++
		if !e.deleted {
			return Tuple{true, e.key, m.copyOf(e.value)}
		}
	}
	if it.m.origin != nil && it.m.extra < 2 && m.Choices.Percent(50) {
		it.m.extra++
		key := m.initial(it.m.T.Key, &origin{name: "key of " + it.m.origin.name})
		e := m.grow(it.m, key)
		it.next = len(it.m.entries)
		return Tuple{true, e.key, m.copyOf(e.value)}
	}
	return Tuple{false, m.Zero(m.elemType(t, 1)), m.Zero(m.elemType(t, 2))}
}

func (m *Machine) elemType(t *code.Type, i int) *code.Type {
	if i < len(t.Elems) && t.Elems[i] != nil {
		return t.Elems[i]
	}
	return m.ints
}

func (m *Machine) not(v Value, t *code.Type) Value {
	switch b := v.(type) {
	case bool:
		return !b
	case *Unknown:
		u := m.termOf(term{op: "!", a: b, t: b.T})
		return u
	}
	return v
}

func (m *Machine) negate(op string, v Value, t *code.Type) Value {
	switch n := v.(type) {
	case int64:
		if op == "-" {
			return wrap(-n, t)
		}
		return wrap(^n, t)
	case float64:
		return -n
	}
	return m.Pure("neg"+op, t, v)
}

func (m *Machine) binaryInstr(g *Goroutine, f *Frame, in *code.Instr) {
	t := m.typeOf(f, in.T)
	a, b := m.get(f, in.A[0]), m.get(f, in.A[1])
	if t.Kind == code.Int && (in.S == "/" || in.S == "%") && b == Value(int64(0)) {
		m.Panic(g, "integer divide by zero")
		return
	}
	f.set(in, m.binary(in.S, a, b, t))
}

// binary returns the result of an operation, for operands of type t.
func (m *Machine) binary(op string, a, b Value, t *code.Type) Value {
	a, b = m.Resolve(a), m.Resolve(b)
	_, unknownA := a.(*Unknown)
	_, unknownB := b.(*Unknown)
	if op == "==" || op == "!=" {
		if !unknownA && !unknownB {
			return m.Equal(a, b) == (op == "==")
		}
		if m.same(a, b) {
			return op == "=="
		}
		return m.termOf(term{op: op, a: m.operand(a), b: m.operand(b), t: t})
	}
	if !unknownA && !unknownB {
		if v := binary(op, a, b, t); v != nil {
			return v
		}
	}
	return m.termOf(term{op: op, a: m.operand(a), b: m.operand(b), t: t})
}

func (m *Machine) operand(v Value) any {
	if !hashable(v) {
		return m.identity(v)
	}
	return v
}

// binary computes an operation on known operands, or returns nil.
func binary(op string, a, b Value, t *code.Type) Value {
	switch x := a.(type) {
	case int64:
		if y, ok := b.(int64); ok {
			return binaryInt(op, x, y, t)
		}
	case float64:
		if y, ok := b.(float64); ok {
			return binaryFloat(op, x, y)
		}
	case string:
		if y, ok := b.(string); ok {
			return binaryString(op, x, y)
		}
	case bool:
		if y, ok := b.(bool); ok {
			switch op {
			case "==":
				return x == y
			case "!=":
				return x != y
			}
		}
	}
	return nil
}

func binaryInt(op string, x, y int64, t *code.Type) Value {
	if t != nil && t.Unsigned && t.Bits == 0 {
		return binaryUint(op, uint64(x), uint64(y))
	}
	switch op {
	case "==":
		return x == y
	case "!=":
		return x != y
	case "<":
		return x < y
	case "<=":
		return x <= y
	case ">":
		return x > y
	case ">=":
		return x >= y
	case "+":
		return wrap(x+y, t)
	case "-":
		return wrap(x-y, t)
	case "*":
		return wrap(x*y, t)
	case "&":
		return x & y
	case "|":
		return x | y
	case "^":
		return wrap(x^y, t)
	case "&^":
		return x &^ y
	case "/":
		if y != 0 {
			return wrap(x/y, t)
		}
	case "%":
		if y != 0 {
			return x % y
		}
	case "<<":
		return wrap(x<<uint64(y), t)
	case ">>":
		return x >> uint64(y)
	}
	return nil
}

// binaryUint is binaryInt for the type uint64.
func binaryUint(op string, x, y uint64) Value {
	switch op {
	case "<":
		return x < y
	case "<=":
		return x <= y
	case ">":
		return x > y
	case ">=":
		return x >= y
	case "/":
		if y != 0 {
			return int64(x / y)
		}
		return nil
	case "%":
		if y != 0 {
			return int64(x % y)
		}
		return nil
	case ">>":
		return int64(x >> y)
	}
	return binaryInt(op, int64(x), int64(y), nil)
}

func binaryFloat(op string, x, y float64) Value {
	switch op {
	case "==":
		return x == y
	case "!=":
		return x != y
	case "<":
		return x < y
	case "<=":
		return x <= y
	case ">":
		return x > y
	case ">=":
		return x >= y
	case "+":
		return x + y
	case "-":
		return x - y
	case "*":
		return x * y
	case "/":
		return x / y
	}
	return nil
}

func binaryString(op string, x, y string) Value {
	switch op {
	case "==":
		return x == y
	case "!=":
		return x != y
	case "+":
		if len(x)+len(y) < 1<<12 {
			return x + y
		}
	default:
		c := int64(strings.Compare(x, y))
		return binaryInt(op, c, 0, nil)
	}
	return nil
}

// wrap reduces an integer to the size of its type.
func wrap(n int64, t *code.Type) int64 {
	if t == nil || t.Bits == 0 {
		return n
	}
	shift := 64 - uint(t.Bits)
	if t.Unsigned {
		return int64(uint64(n) << shift >> shift)
	}
	return n << shift >> shift
}
