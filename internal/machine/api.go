package machine

import (
	"maps"
	"slices"

	"github.com/streamvet/streamvet/internal/code"
)

// What models and drivers use.

// Load returns the value of a variable.
func (m *Machine) Load(c *Cell) Value { return m.load(c) }

// Store assigns to a variable.
func (m *Machine) Store(c *Cell, v Value) { m.store(c, v) }

// FromOutside reports whether code outside the program made the variable.
func (c *Cell) FromOutside() bool { return c.origin != nil }

// Pointer returns the variable that argument i points to, or nil after a panic for a nil
// pointer.
func (c *Call) Pointer(i int) *Cell { return c.M.pointer(c.G, c.Args[i]) }

// Arg returns argument i as far as it is known.
func (c *Call) Arg(i int) Value {
	if i >= len(c.Args) {
		return Nil{}
	}
	return c.M.Resolve(c.Args[i])
}

// Result returns the type of result i, or any.
func (c *Call) Result(i int) *code.Type {
	if i < len(c.Results) && c.Results[i] != nil {
		return c.Results[i]
	}
	return c.M.Any()
}

// Any returns the type any.
func (m *Machine) Any() *code.Type { return m.Program.Basic("interface{}", code.Interface) }

// Error returns an error that is not nil.
func (m *Machine) Error(name string) *Unknown {
	u := m.NewUnknown(m.nilErr, name)
	u.nonNil = true
	return u
}

// MaybeError returns an error that is not nil with a probability of percent in 100.
func (m *Machine) MaybeError(percent int, name string) Value {
	if m.Calm > 0 {
		percent /= 6
	}
	if m.failing[name] {
		percent = max(percent, again)
	}
	if m.Choices.Percent(percent) {
		m.fails(name)
		return m.Error(name)
	}
	return Nil{}
}

// again is the probability, in percent, that an operation which has failed fails the next time,
// too: a server that is down stays down for a while.
const again = 70

// fails notes that an operation has failed.
func (m *Machine) fails(name string) {
	if m.Calm == 0 && name != "" {
		m.failing[name] = true
	}
}

// NonNil says that u is not nil, and returns it.
func (u *Unknown) NonNil() *Unknown {
	u.nonNil = true
	return u
}

// Fail makes u nil exactly if err isn't.
func (u *Unknown) Fail(err Value) { u.failed = err }

// Count adds one to the number of values that came from u, and returns it.
func (u *Unknown) Count() int {
	u.count++
	return int(u.count)
}

// End makes all later values that come from u fail.
func (u *Unknown) End() { u.count = 1 << 20 }

// AtEnd reports whether all later values that come from u fail.
func (u *Unknown) AtEnd() bool { return u.count >= 1<<20 }

// Context returns the context that belongs to u. First makes it at the first call.
func (u *Unknown) Context(first func() Value) Value {
	o := u.asObject()
	if o.state == nil {
		o.state = first()
	}
	return o.state
}

// Sync returns the state that a model keeps for an object, which is given by the address of a
// variable or as an unknown. The state is made at the first call.
func Sync[T any](m *Machine, v Value) *T {
	switch v := m.Resolve(v).(type) {
	case *Cell:
		if t, ok := v.Sync.(*T); ok {
			return t
		}
		t := new(T)
		v.Sync = t
		return t
	case *Unknown:
		o := v.asObject()
		if t, ok := o.state.(*T); ok {
			return t
		}
		t := new(T)
		o.state = t
		return t
	}
	return new(T)
}

// NewMap returns an empty map of type t. If it is unknown, it may hold anything.
func NewMap(t *code.Type, unknown bool) *Map {
	m := &Map{T: t}
	if unknown {
		m.origin = &origin{name: "map"}
	}
	return m
}

// Get returns the value of a key, or nil.
func (m *Machine) Get(mp *Map, key Value) Value {
	if e := m.find(mp, key); e != nil {
		return m.copyOf(e.value)
	}
	return nil
}

// Put sets the value of a key.
func (m *Machine) Put(mp *Map, key, value Value) { m.put(mp, key, value) }

// Delete removes a key.
func (m *Machine) Delete(mp *Map, key Value) { m.remove(mp, key) }

// CloneMap returns a map that holds what v, a map, does; or v if it is none.
func (m *Machine) CloneMap(v Value) Value {
	v = m.Resolve(v)
	if u, ok := v.(*Unknown); ok {
		if mp := m.mapOf(u); mp != nil {
			v = mp
		}
	}
	mp, ok := v.(*Map)
	if !ok {
		return v
	}
	c := &Map{T: mp.T, origin: mp.origin, absent: slices.Clone(mp.absent), extra: mp.extra}
	for _, e := range mp.entries {
		if !e.deleted {
			c.entries = append(c.entries, &entry{key: e.key, value: m.copyOf(e.value)})
		}
	}
	m.Steps += len(c.entries) / 8
	return c
}

// Clear removes all keys.
func (mp *Map) Clear() { mp.entries, mp.origin = nil, nil }

// Entry returns the i-th of the entries that a map has ever had, and whether it is still there; ok
// is false after the last one. A map from outside may have more entries than the program has looked
// at.
func (m *Machine) Entry(mp *Map, i int) (key, value Value, there, ok bool) {
	if i >= len(mp.entries) {
		if mp.origin == nil || mp.extra >= 2 || !m.Choices.Percent(50) {
			return nil, nil, false, false
		}
		mp.extra++
		m.grow(mp, m.initial(mp.T.Key, &origin{name: "key"}))
	}
	e := mp.entries[i]
	return e.key, e.value, !e.deleted, true
}

// Start makes a goroutine of the environment, or of a library, that calls fn.
func (c *Call) Start(kind OriginKind, fn Value, args []Value) *Goroutine {
	return c.M.Spawn(c.G, Origin{Kind: kind, Stack: c.G.Stack()}, fn, args)
}

// Visit calls f for each element of a slice whose length is known. It skips elements that nothing
// has used: the slice may be too long to count them.
func (m *Machine) Visit(v Value, f func(Value)) {
	s := m.asSlice(v)
	if s == nil {
		return
	}
	n, ok := m.Resolve(s.Len).(int64)
	if !ok {
		return
	}
	m.Steps += len(s.Array.elems) / 8
	for _, i := range s.Array.used() {
		if c := s.Array.elems[i]; s.Off <= i && i-s.Off < n && c.T != nil {
			f(m.load(c))
		}
	}
}

// SliceOf returns a slice of the given values.
func (m *Machine) SliceOf(t *code.Type, vs ...Value) Value {
	s := &Slice{Array: &Array{n: int64(len(vs))}, Len: int64(len(vs)), Cap: -1}
	for i, v := range vs {
		m.store(m.elem(s.Array, int64(i), t), v)
	}
	return s
}

// Ended reports whether the goroutine has ended.
func (g *Goroutine) Ended() bool { return g.ended }

// Stuck reports whether the goroutine waits for something that others have to do.
func (g *Goroutine) Stuck() bool { return !g.ended && !g.runnable() }

// FieldOf returns field i, called name and of type t, of the struct at c.
func (m *Machine) FieldOf(c *Cell, i int, name string, t *code.Type) *Cell {
	return m.fieldOf(m.peek(c), &code.Instr{N: int32(i), S: name, Recv: c.T}, t)
}

// Call calls a function value in place of the function that the model stands for.
func (c *Call) Call(fn Value, args []Value) (Value, Status) {
	return c.M.call(c.G, fn, args, c.dst, c.In)
}

// Invoke returns the method called name of an interface value, and the arguments to call it
// with; the function is nil if the value is.
func (m *Machine) Invoke(v Value, name string, results []*code.Type, args ...Value) (Value, []Value) {
	in := &code.Instr{S: name, T: &code.Type{Kind: code.Tuple, Elems: results}}
	if u, ok := m.Resolve(v).(*Unknown); ok {
		in.Recv = u.T
	}
	return m.method(&Frame{}, in, append([]Value{m.Resolve(v)}, args...))
}

// Binary returns the result of an operation on operands of type t.
func (m *Machine) Binary(op string, a, b Value, t *code.Type) Value { return m.binary(op, a, b, t) }

// CallFrom is like Call, but puts a frame of native code below the call, at which stacks begin or
// end.
func (c *Call) CallFrom(view View, fn Value, args []Value) (Value, Status) {
	called := false
	c.M.PushNative(c.G, func(m *Machine, g *Goroutine, v Value) (bool, Value) {
		if called {
			return true, v
		}
		called = true
		m.StartCall(g, fn, args)
		return false, nil
	}, c.dst)
	c.G.View(view)
	return nil, Pushed
}

// View sets what stacks show of the frames around g's innermost one, which is of native code.
func (g *Goroutine) View(view View) { g.top().view = view }

// OnPanic makes g call f when a panic ends its innermost frame, which is of native code: with
// the panic's value, or with exit set if it is Goexit that ends the frame.
func (g *Goroutine) OnPanic(f func(value Value, exit bool)) { g.top().unwound = f }

// Busy reports whether the goroutine is in code of the program, and does not wait there.
func (g *Goroutine) Busy() bool {
	if g.ended || g.ready != nil || g.parked != nil {
		return false
	}
	return slices.ContainsFunc(g.stack, func(f *Frame) bool { return f.fn != nil })
}

// Parts returns what the contents of a struct, an array or a slice depend on: the parts that
// were looked at, each after its index, and what stands for the others. Parts that are zero
// don't count.
func (m *Machine) Parts(v Value) []Value {
	var parts []Value
	add := func(i int64, c *Cell) {
		if v := m.Resolve(m.peek(c)); v != m.Zero(c.T) {
			parts = append(append(parts, i), m.flatParts(v)...)
		}
	}
	switch v := m.Resolve(v).(type) {
	case *Struct:
		for i, f := range v.fields {
			if f != nil {
				add(int64(i), f)
			}
		}
		if v.origin != nil {
			parts = append(parts, m.all(v.origin))
		}
	case *Array:
		for _, i := range slices.Sorted(maps.Keys(v.elems)) {
			add(i, v.elems[i])
		}
		if v.origin != nil {
			parts = append(parts, m.all(v.origin))
		}
	case *Slice:
		parts = append(parts, m.Resolve(v.Len))
		for _, i := range slices.Sorted(maps.Keys(v.Array.elems)) {
			if n, ok := m.Resolve(v.Len).(int64); i >= v.Off && (!ok || i < v.Off+n) && v.Array.elems[i].T != nil {
				add(i-v.Off, v.Array.elems[i])
			}
		}
		if v.Array.origin != nil {
			parts = append(parts, v.Off, m.all(v.Array.origin))
		}
	}
	return parts
}

func (m *Machine) flatParts(v Value) []Value {
	switch v := v.(type) {
	case *Struct, *Array:
		return m.Parts(v)
	case *Iface:
		return []Value{m.Resolve(v.V)}
	}
	return []Value{v}
}

// Fields returns what is stored in the fields of the struct at c that code of other packages can get.
func (m *Machine) Fields(c *Cell) []Value {
	s, ok := c.v.(*Struct)
	if !ok {
		return nil
	}
	var out []Value
	for _, f := range s.fields {
		if f != nil && f.exported && f.v != nil {
			out = append(out, m.Resolve(f.v))
		}
	}
	return out
}

// Functions returns the functions that v is or has in its fields, if it is an object whose type
// another package has declared: that package calls them.
func (m *Machine) Functions(v Value) []*Closure {
	switch v := m.Resolve(v).(type) {
	case *Closure:
		return []*Closure{v}
	case *Iface:
		return m.Functions(v.V)
	case *Cell:
		if s, ok := v.v.(*Struct); ok && v.T != nil && v.T.Named && v.T.Pkg != m.Program.Package {
			return m.functionsIn(s)
		}
	}
	return nil
}

func (m *Machine) functionsIn(s *Struct) []*Closure {
	var out []*Closure
	for _, f := range s.fields {
		if f == nil {
			continue
		}
		if cl, ok := m.Resolve(f.v).(*Closure); ok {
			out = append(out, cl)
		}
	}
	return out
}
