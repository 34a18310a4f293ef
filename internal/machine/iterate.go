package machine

import (
	"unicode/utf8"

	"github.com/streamvet/streamvet/internal/code"
)

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
