package machine

import (
	"cmp"
	"maps"

	"github.com/streamvet/streamvet/internal/code"
)

func (m *Machine) builtinInstr(g *Goroutine, f *Frame, in *code.Instr) {
	args := make([]Value, len(in.A))
	for i, a := range in.A {
		args[i] = m.get(f, a)
	}
	v := m.builtin(g, in.S, args, m.typeOf(f, in.T))
	if g.panic == nil {
		f.set(in, v)
	}
}

// builtin executes a built-in function.
func (m *Machine) builtin(g *Goroutine, name string, args []Value, t *code.Type) Value {
	switch name {
	case "len":
		return m.Len(args[0])
	case "cap":
		if c, ok := m.Resolve(args[0]).(*Chan); ok {
			return int64(c.cap)
		}
		if s, ok := m.Resolve(args[0]).(*Slice); ok && s.Cap >= 0 {
			return s.Cap
		}
		return m.Len(args[0])
	case "append":
		return m.appends(args, t)
	case "copy":
		return m.copies(args)
	case "delete":
		if mp, ok := m.Resolve(args[0]).(*Map); ok {
			m.remove(mp, args[1])
		}
	case "clear":
		switch v := m.Resolve(args[0]).(type) {
		case *Map:
			v.entries, v.origin = nil, nil
		default:
			if s := m.asSlice(v); s != nil {
				m.clearSlice(s)
			}
		}
	case "close":
		m.Close(g, args[0])
	case "recover":
		return m.recovers(g)
	case "min", "max":
		return m.extreme(name, args, t)
	case "ssa:deferstack":
		g.top().pinned = true
		return deferStack{g.top()}
	case "ssa:wrapnilchk":
		return args[0]
	case "print", "println":
	default:
		return m.NewUnknown(t, name)
	}
	return nil
}

func (m *Machine) extreme(name string, args []Value, t *code.Type) Value {
	best := args[0]
	for _, a := range args[1:] {
		less := m.binary("<", a, best, t)
		if m.True(less) == (name == "min") {
			best = a
		}
	}
	return best
}

// Len returns the length of a value.
func (m *Machine) Len(v Value) Value {
	switch v := m.Resolve(v).(type) {
	case string:
		return int64(len(v))
	case *Slice:
		return m.Resolve(v.Len)
	case *Array:
		return v.n
	case *Map:
		return m.length(v)
	case *Chan:
		return int64(len(v.buf))
	case *Cell:
		if a, ok := m.peek(v).(*Array); ok {
			return a.n
		}
	case *Unknown:
		switch v.T.Kind {
		case code.Slice:
			return m.sliceOf(v).Len
		case code.Map:
			if mp := m.mapOf(v); mp != nil {
				return m.length(mp)
			}
		case code.Chan:
			return int64(0)
		default:
			n := m.Pure("len", m.ints, v)
			if u, ok := n.(*Unknown); ok {
				u.low(0)
			}
			return n
		}
	}
	return int64(0)
}

// appends executes append(a, b...).
func (m *Machine) appends(args []Value, t *code.Type) Value {
	base := m.asSlice(args[0])
	if len(args) < 2 {
		return args[0]
	}
	more := m.asSlice(args[1])
	if more == nil {
		if base == nil {
			return args[0]
		}
		return base
	}
	n := m.Int(more.Len, 0, 3)
	out := &Slice{Array: &Array{n: 0}, Cap: -1}
	used := int64(0)
	if base != nil {
		used = m.Int(base.Len, 0, 3)
	}
	if used+n > maxLen {
		m.Stop(Exhausted, "memory")
		return args[0]
	}
	if base != nil {
		if base.hasRoom(used, n) {
			out.Array, out.Off, out.Cap = base.Array, base.Off, base.Cap
		} else {
			m.move(out, 0, base, used, t.Elem)
		}
	}
	m.move(out, used, more, n, t.Elem)
	out.Len = used + n
	out.Array.n = max(out.Array.n, out.Off+used+n)
	return out
}

// hasRoom reports whether append stores n more elements in the array of s, of which used are in
// use. If the capacity isn't known, it does where nothing follows them.
func (s *Slice) hasRoom(used, n int64) bool {
	if s.Cap >= 0 {
		return used+n <= s.Cap
	}
	return s.Array.n == s.Off+used
}

// move copies n elements of src to dst, which begins at index at.
func (m *Machine) move(dst *Slice, at int64, src *Slice, n int64, t *code.Type) {
	dst.Array.n = max(dst.Array.n, dst.Off+at+n)
	if n = min(n, maxMoved); src.Array.origin == nil && n > 2*int64(len(src.Array.elems)) {
		m.moveUsed(dst, at, src, n, t)
		return
	}
	vs := make([]*Cell, max(0, n))
	for i := range int64(len(vs)) {
		if c, ok := src.Array.elems[src.Off+i]; ok {
			if c.T == nil {
				c.T = t
			}
			vs[i] = &Cell{T: c.T, v: m.copyOf(m.peek(c))}
		} else if src.Array.origin != nil {
			vs[i] = &Cell{T: t, origin: src.Array.origin.part(src.Off+i, "[]")}
		}
	}
	for i, c := range vs {
		k := dst.Off + at + int64(i)
		old, exists := dst.Array.elems[k]
		switch {
		case exists && c == nil:
			old.v, old.origin = nil, nil
		case exists:
			old.v, old.origin = c.v, c.origin
		case c != nil:
			if dst.Array.elems == nil {
				dst.Array.elems = map[int64]*Cell{}
			}
			dst.Array.elems[k] = c
		}
	}
}

// moveUsed is move for a source most elements of which are zero, and nobody has used them, such as
// those of a buffer.
func (m *Machine) moveUsed(dst *Slice, at int64, src *Slice, n int64, t *code.Type) {
	begin := dst.Off + at
	moved := map[int64]*Cell{}
	for _, i := range src.Array.used() {
		if c := src.Array.elems[i]; src.Off <= i && i < src.Off+n {
			c.T = cmp.Or(c.T, t)
			moved[i-src.Off+begin] = &Cell{T: c.T, v: m.copyOf(m.peek(c))}
		}
	}
	for k, c := range dst.Array.elems {
		if from := moved[k]; from != nil {
			c.v, c.origin = from.v, nil
			delete(moved, k)
		} else if begin <= k && k < begin+n {
			c.v, c.origin = nil, nil
		}
	}
	if dst.Array.elems == nil {
		dst.Array.elems = moved
		return
	}
	maps.Copy(dst.Array.elems, moved)
}

// maxLen bounds the length of slices.
const maxLen = 1 << 40

// maxMoved bounds how many elements are copied at once. Those after them count as zero.
const maxMoved = 1 << 12

func (m *Machine) asSlice(v Value) *Slice {
	switch v := m.Resolve(v).(type) {
	case *Slice:
		return v
	case *Unknown:
		if v.T.Kind == code.Slice {
			return m.sliceOf(v)
		}
		n := m.Pure("len", m.ints, v)
		return &Slice{Array: &Array{origin: &origin{name: v.Name}, n: -1}, Len: n, Cap: -1}
	case string:
		return &Slice{Array: &Array{origin: &origin{}, n: -1}, Len: int64(len(v)), Cap: -1}
	}
	return nil
}

// clearSlice sets the elements of s to zero.
func (m *Machine) clearSlice(s *Slice) {
	n := m.Int(s.Len, 0, 3)
	for i, c := range s.Array.elems {
		if s.Off <= i && i < s.Off+n {
			c.v, c.origin = nil, nil
		}
	}
	if s.Array.origin == nil {
		return // what has not been used is zero
	}
	for i := range min(n, maxMoved) {
		m.elem(s.Array, s.Off+i, nil).origin = nil
	}
}

func (m *Machine) copies(args []Value) Value {
	dst, src := m.asSlice(args[0]), m.asSlice(args[1])
	if dst == nil || src == nil {
		return int64(0)
	}
	a, okA := m.Resolve(dst.Len).(int64)
	b, okB := m.Resolve(src.Len).(int64)
	if !okA && !okB {
		n := m.NewUnknown(m.ints, "n")
		n.low(0)
		return n
	}
	n := min(a, b)
	if !okA {
		n = b
	}
	if !okB {
		n = a
	}
	if src.Array.origin == nil || len(src.Array.elems) > 0 {
		m.move(dst, 0, src, min(n, 64), nil)
	}
	return n
}
