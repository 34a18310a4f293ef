package machine

import (
	"fmt"
	"math"

	"github.com/streamvet/streamvet/internal/code"
	"github.com/streamvet/streamvet/internal/contract"
)

// An Unknown is a value that the program does not determine. It remembers what the execution has
// assumed of it, so that the execution never assumes the contrary later.
type Unknown struct {
	ID   int
	T    *code.Type
	Name string // what it is, for people: "req.Room"

	value    Value // what it was found to be; nil if nothing yet
	nonNil   bool
	sentinel bool // the error in a package's variable, like io.EOF: no two are equal
	distinct bool // whether it equals no other distinct value
	Server   bool // the server's end of a stream
	over     bool // whether the part has ended
	// failed is the error that was returned with it: exactly one of the two is nil.
	failed Value
	term   term       // the operation that it is the result of
	depth  int32      // of the term
	uses   []*Unknown // the results of operations on it
	tried  int32      // the number of bindings when the term could not be evaluated
	lo, hi int64
	not    []Value        // scalars that it is known to differ from
	count  int32          // of values that came from it: messages of a stream, values of a channel
	whole  *Unknown       // the object that it is a part or another form of
	part   *contract.Type // what the contract says of the part
	object *object        // nil for most
	body   *Cell          // what the fields of an object are in
	// Owner is the goroutine that a stream was given to by the environment.
	Owner *Goroutine
}

// An object is what is known of an unknown value that is one. Most unknown values are scalars.
type object struct {
	asserted map[*code.Type]bool // the types that it turned out not to hold
	methods  map[string]Value    // their results
	state    any                 // what a model keeps
	opened   Opened              // the call that has returned the part
	kept     []keptFunc          // functions that its calls run
}

// asObject returns what is known of u as an object.
func (u *Unknown) asObject() *object {
	if u.object == nil {
		u.object = new(object)
	}
	return u.object
}

// A term is an operation on operands, which are scalars or references.
type term struct {
	op   string
	a, b any
	t    *code.Type
}

// String returns the name of an unknown value in traces.
func (u *Unknown) String() string { return fmt.Sprintf("?%d %s", u.ID, u.Name) }

// NewUnknown returns a value of type t of which nothing is known.
func (m *Machine) NewUnknown(t *code.Type, name string) *Unknown {
	m.unknowns++
	u := &Unknown{ID: m.unknowns, T: t, Name: name, lo: math.MinInt64, hi: math.MaxInt64}
	if t != nil && t.Kind == code.Int && t.Unsigned {
		u.lo = 0
	}
	return u
}

// low says that u is n or more.
func (u *Unknown) low(n int64) {
	u.lo = max(u.lo, n)
	if a, d, ok := u.sum(); ok && small(n) {
		a.low(n - d)
	}
}

// high says that u is n or less.
func (u *Unknown) high(n int64) {
	u.hi = min(u.hi, n)
	if a, d, ok := u.sum(); ok && small(n) {
		a.high(n - d)
	}
}

// Within says that u, an integer, is at least lo and at most hi.
func (u *Unknown) Within(lo, hi int64) {
	u.low(lo)
	u.high(hi)
}

// bounded reports whether u is an integer of a range that is known.
func (u *Unknown) bounded() bool { return u.hi != math.MaxInt64 }

// Highest returns the number that an integer is at most.
func (m *Machine) Highest(v Value) int64 { return m.interval(v).hi }

// Pure returns the result of an operation that depends on its operands alone: the same
// Unknown for the same operands.
func (m *Machine) Pure(op string, t *code.Type, operands ...Value) Value {
	k := term{op: op, t: t}
	for i, v := range operands {
		v = m.Resolve(v)
		if !hashable(v) {
			v = m.identity(v)
		}
		switch i {
		case 0:
			k.a = v
		case 1:
			k.b = v
		default:
			k.b = m.termOf(term{op: "pair", a: k.b, b: v})
		}
	}
	return m.termOf(k)
}

// maxTermDepth bounds how deep terms are.
const maxTermDepth = 24

func (m *Machine) termOf(k term) *Unknown {
	if u, ok := m.terms[k]; ok {
		return u
	}
	u := m.NewUnknown(k.t, k.op)
	m.terms[k] = u
	for _, o := range [...]any{k.a, k.b} {
		if w, ok := o.(*Unknown); ok {
			u.depth = max(u.depth, w.depth+1)
		}
	}
	// The result of very many operations is hardly ever compared with anything.
	if u.depth <= maxTermDepth {
		u.term = k
		u.distinct = m.lossless(k) && m.distinguishes(k)
		k.use(u)
	}
	return u
}

// hashable reports whether v may be part of a map's key.
func hashable(v Value) bool {
	_, isTuple := v.(Tuple)
	return !isTuple
}

// identity returns what stands for a value in a term.
func (m *Machine) identity(v Value) Value {
	if t, ok := v.(Tuple); ok && len(t) > 0 {
		return t[0]
	}
	return nil
}

// Resolve returns v, or what the unknown value v was found to be.
func (m *Machine) Resolve(v Value) Value {
	for {
		u, ok := v.(*Unknown)
		if !ok {
			return v
		}
		if u.value == nil {
			if u.term.op == "" || u.tried == m.bindings {
				return u
			}
			u.tried = m.bindings
			if w := m.evaluate(u); w != nil {
				u.value = w
				continue
			}
			return u
		}
		v = u.value
	}
}

// bind says what an unknown scalar is.
func (m *Machine) bind(u *Unknown, v Value) {
	u.value = v
	m.bindings++
	m.solve(u, v)
	m.renew(u)
}

// evaluate computes a term whose operands have become known, or returns nil.
func (m *Machine) evaluate(u *Unknown) Value {
	switch u.term.op {
	case "", "pair":
		return nil
	}
	a, isA := u.term.a.(*Unknown)
	b, isB := u.term.b.(*Unknown)
	if isA && a.value == nil && a.term.op == "" || isB && b.value == nil && b.term.op == "" {
		return nil
	}
	var x, y Value = u.term.a, u.term.b
	if isA {
		x = m.Resolve(a)
	}
	if isB {
		y = m.Resolve(b)
	}
	if y == nil {
		return nil
	}
	return binary(u.term.op, x, y, u.term.t)
}

// dependsOn reports whether u is the result of an operation on v.
func (m *Machine) dependsOn(u, v *Unknown, depth int) bool {
	if depth > 64 {
		return true
	}
	for _, o := range []any{u.term.a, u.term.b} {
		w, ok := o.(*Unknown)
		for ok && w.value != nil {
			w, ok = w.value.(*Unknown)
		}
		if ok && (w == v || m.dependsOn(w, v, depth+1)) {
			return true
		}
	}
	return false
}
