package machine

import "github.com/streamvet/streamvet/internal/code"

// A Map is the value of a map type.
type Map struct {
	T       *code.Type
	entries []*entry
	origin  *origin // what else is in it; nil if nothing is
	absent  []Value // keys that are known not to be in an unknown map
	extra   int     // how many entries iterations have found in an unknown map
}

type entry struct {
	key     Value
	value   Value
	deleted bool
}

// find returns the entry of a key, or nil. It decides which keys are equal.
func (m *Machine) find(mp *Map, key Value) *entry {
	e, open := m.lookFor(mp, key)
	if !open {
		return e
	}
	if mp.T.Elem.Kind == code.Bool || m.Choices.Percent(30) {
		mp.absent = append(mp.absent, m.Resolve(key))
		return nil
	}
	return m.grow(mp, m.Resolve(key))
}

// expect is like find for code that doesn't ask whether the key is there: it can't tell a missing
// key from one whose value is zero. What it does with the value decides which of the two it is.
func (m *Machine) expect(mp *Map, key Value) *entry {
	if k := mp.T.Elem.Kind; k == code.Bool || k == code.Struct || k == code.Array {
		return m.find(mp, key)
	}
	e, open := m.lookFor(mp, key)
	if open {
		e = m.addUnknown(mp, m.Resolve(key))
	}
	return e
}

// lookFor returns the entry of a key, or nil; open says that an unknown map may have the key all
// the same.
func (m *Machine) lookFor(mp *Map, key Value) (e *entry, open bool) {
	key = m.Resolve(key)
	m.Steps += (len(mp.entries) + len(mp.absent)) / 16 // looking is work, too
	for _, e := range mp.entries {
		if !e.deleted && m.same(e.key, key) {
			return e, false
		}
	}
	// An unknown key should be found in a large map, such as a table of reserved words, no more often
	// than in a small one.
	if n := len(mp.entries); n > fewKeys {
		m.odds = never
		if m.Choices.Percent(60) {
			m.odds = max(1, 150/n)
		}
		defer func() { m.odds = 0 }()
	}
	for _, e := range mp.entries {
		if !e.deleted && m.Equal(e.key, key) {
			return e, false
		}
	}
	if mp.origin == nil {
		return nil, false
	}
	for _, k := range mp.absent {
		if m.same(k, key) {
			return nil, false
		}
	}
	return nil, true
}

// fewKeys is the size of maps in which an unknown key may well equal any of the keys.
const fewKeys = 4

// grow adds an entry that an unknown map turns out to have.
func (m *Machine) grow(mp *Map, key Value) *entry {
	e := m.addUnknown(mp, key)
	if u, ok := e.value.(*Unknown); ok && u.T.Kind.IsReference() {
		u.nonNil = true
	}
	return e
}

// addUnknown adds an entry of which nothing but the key is known.
func (m *Machine) addUnknown(mp *Map, key Value) *entry {
	part := &origin{name: mp.origin.name + "[]"}
	e := &entry{key: key, value: m.initial(mp.T.Elem, part)}
	mp.entries = append(mp.entries, e)
	return e
}

func (m *Machine) put(mp *Map, key, value Value) {
	if e := m.find(mp, key); e != nil {
		e.value = m.copyOf(value)
		return
	}
	mp.entries = append(mp.entries, &entry{key: m.copyOf(key), value: m.copyOf(value)})
}

func (m *Machine) remove(mp *Map, key Value) {
	if e := m.find(mp, key); e != nil {
		e.deleted = true
		mp.absent = append(mp.absent, key)
	}
}

// length returns the number of entries.
func (m *Machine) length(mp *Map) Value {
	n := int64(0)
	for _, e := range mp.entries {
		if !e.deleted {
			n++
		}
	}
	if mp.origin != nil {
		u := m.NewUnknown(m.intType(), "len")
		u.low(n)
		return u
	}
	return n
}
