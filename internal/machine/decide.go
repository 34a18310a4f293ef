package machine

import (
	"math"

	"github.com/streamvet/streamvet/internal/code"
)

// A nilness is a percentage: how often a reference from outside is nil.
func nilness(t *code.Type) int {
	switch {
	case t.Error:
		return 88
	case t.Object != nil, t.Context:
		return 0
	}
	return 8
}

// IsNil decides whether a reference is nil.
func (m *Machine) IsNil(v Value) bool {
	v = m.Resolve(v)
	u, ok := v.(*Unknown)
	if !ok {
		_, isNil := v.(Nil)
		return isNil
	}
	return m.decideNil(u, m.likelyNil(u.T))
}

// likelyNil returns how often a reference from outside is nil in this execution.
func (m *Machine) likelyNil(t *code.Type) int {
	if m.Calm > 0 && t.Error {
		return 99
	}
	return m.bias(nilness(t))
}

func (m *Machine) decideNil(u *Unknown, percent int) bool {
	if u.nonNil {
		return false
	}
	var isNil bool
	switch {
	case u.failed != nil:
		isNil = !m.IsNil(u.failed)
	case u.T != nil && u.T.Error: // not by the percentage: a choice means the same when it is repeated
		if m.failing[u.Name] {
			percent = min(percent, 100-again)
		}
		if isNil = m.Choices.Mostly(percent); !isNil {
			m.fails(u.Name)
		}
	default:
		isNil = m.Choices.Percent(percent)
	}
	if isNil {
		u.value = Nil{}
	} else {
		u.nonNil = true
	}
	return isNil
}

// True decides a boolean.
func (m *Machine) True(v Value) bool {
	v = m.Resolve(v)
	u, ok := v.(*Unknown)
	if !ok {
		b, _ := v.(bool)
		return b
	}
	var b bool
	switch op := u.term.op; op {
	case "!":
		b = !m.True(u.term.a)
	case "==":
		b = m.Equal(u.term.a, u.term.b)
	case "!=":
		m.invert()
		b = !m.Equal(u.term.a, u.term.b)
		m.invert()
	case "<", "<=", ">", ">=":
		b = m.compare(op, u.term.a, u.term.b)
	default:
		b = m.Choices.Percent(m.bias(50))
	}
	m.bind(u, b)
	return b
}

// compare decides an ordering of two values at least one of which is unknown.
func (m *Machine) compare(op string, a, b Value) bool {
	m.expectLetter(a)
	m.expectLetter(b)
	x, y := m.interval(a), m.interval(b)
	switch op {
	case ">", ">=":
		op = map[string]string{">": "<", ">=": "<="}[op]
		a, b, x, y = b, a, y, x
	}
	strict := op == "<"
	if d, u := m.distance(a, b); u != nil && !u.T.Unsigned {
		return d > 0 || d == 0 && !strict
	}
	switch {
	case x.hi < y.lo || !strict && x.hi <= y.lo:
		return true
	case x.lo > y.hi || strict && x.lo >= y.hi:
		return false
	}
	less := m.Choices.Percent(m.bias(50))
	ua, _ := m.Resolve(a).(*Unknown)
	ub, _ := m.Resolve(b).(*Unknown)
	d := int64(0)
	if strict {
		d = 1
	}
	if ua != nil && ub != nil {
		if less {
			m.order(ua, ub, d)
		} else {
			m.order(ub, ua, 1-d)
		}
	}
	if less { // a < b, or a <= b
		if ua != nil && y.hi != math.MaxInt64 {
			ua.high(y.hi - d)
		}
		if ub != nil && x.lo != math.MinInt64 {
			ub.low(x.lo + d)
		}
	} else { // a >= b, or a > b
		if ua != nil && y.lo != math.MinInt64 {
			ua.low(y.lo + 1 - d)
		}
		if ub != nil && x.hi != math.MaxInt64 {
			ub.high(x.hi - 1 + d)
		}
	}
	return less
}

// An order says of an unknown integer that it is at least, or at most, another one plus a number.
type order struct {
	other *Unknown
	plus  int64
	least bool
}

// order notes that a + d <= b.
func (m *Machine) order(a, b *Unknown, d int64) {
	if m.orders == nil {
		m.orders = map[*Unknown][]order{}
	}
	m.orders[a] = append(m.orders[a], order{b, -d, false})
	m.orders[b] = append(m.orders[b], order{a, d, true})
}

// maxOrders bounds how far bounds follow orders.
const maxOrders = 3

// ordered narrows what is known of u by the numbers that it was compared with.
func (m *Machine) ordered(u *Unknown, in interval, depth int) interval {
	for _, o := range m.orders[u] {
		of := interval{}
		switch v := m.Resolve(o.other).(type) {
		case int64:
			of = interval{v, v}
		case *Unknown:
			of = m.bounds(v, depth+1)
		default:
			continue
		}
		switch {
		case o.least && of.lo != math.MinInt64:
			in.lo = max(in.lo, of.lo+o.plus)
		case !o.least && of.hi != math.MaxInt64:
			in.hi = min(in.hi, of.hi+o.plus)
		}
	}
	return in
}

// expectLetter mostly takes a byte of an unknown string for a lower-case letter when it is first compared:
// code that checks each byte of a name goes on only where all of them are good.
func (m *Machine) expectLetter(v Value) {
	u, ok := m.Resolve(v).(*Unknown)
	if !ok || u.term.op != indexTerm || u.lo > 0 || u.bounded() || len(u.not) > 0 {
		return
	}
	of, ok := u.term.a.(*Unknown)
	if ok && of.T != nil && of.T.Kind == code.String && m.Choices.Mostly(70) {
		u.Within('a', 'z')
	}
}

// distance returns how much greater b is than a, if both are sums with one number, which it also
// returns.
func (m *Machine) distance(a, b Value) (int64, *Unknown) {
	var of [2]*Unknown
	var d [2]int64
	for i, v := range []Value{a, b} {
		u, ok := m.Resolve(v).(*Unknown)
		if !ok {
			return 0, nil
		}
		of[i] = u
		if base, n, ok := u.offset(); ok {
			of[i], d[i] = base, n
		}
	}
	if of[0] != of[1] || of[0].T == nil || of[0].T.Kind != code.Int {
		return 0, nil
	}
	return wrap(d[1]-d[0], of[0].T), of[0]
}

type interval struct{ lo, hi int64 }

// interval returns the bounds of an integer.
func (m *Machine) interval(v Value) interval {
	switch v := m.Resolve(v).(type) {
	case int64:
		return interval{v, v}
	case *Unknown:
		return m.without(v, m.bounds(v, 0))
	}
	return interval{math.MinInt64, math.MaxInt64}
}

// without moves the ends of an interval past numbers that u is known not to equal.
func (m *Machine) without(u *Unknown, in interval) interval {
	for in.lo != math.MinInt64 && in.lo < in.hi && m.differs(u, in.lo) {
		in.lo++
	}
	for in.hi != math.MaxInt64 && in.lo < in.hi && m.differs(u, in.hi) {
		in.hi--
	}
	return in
}

// bounds returns what is known of u, also by its operands.
func (m *Machine) bounds(u *Unknown, depth int) interval {
	in := interval{u.lo, u.hi}
	if len(m.orders) > 0 && depth < maxOrders {
		in = m.ordered(u, in, depth)
	}
	if depth > 8 || u.term.op != "+" && u.term.op != "-" {
		return in
	}
	a, ok := m.Resolve(u.term.a).(*Unknown)
	n, isInt := m.Resolve(u.term.b).(int64)
	if !ok || !isInt {
		return in
	}
	if u.term.op == "-" {
		n = -n
	}
	of := m.bounds(a, depth+1)
	if of.lo != math.MinInt64 {
		in.lo = max(in.lo, of.lo+n)
	}
	if of.hi != math.MaxInt64 {
		in.hi = min(in.hi, of.hi+n)
	}
	return in
}

// same reports whether two values are surely equal.
func (m *Machine) same(a, b Value) bool {
	a, b = m.Resolve(a), m.Resolve(b)
	if x, ok := a.(*Iface); ok {
		y, ok := b.(*Iface)
		return ok && x.T == y.T && m.same(x.V, y.V)
	}
	switch a.(type) {
	case Tuple, *Struct, *Array:
		return false
	}
	switch b.(type) {
	case Tuple, *Struct, *Array:
		return false
	}
	return a == b
}

// Equal decides whether two values are equal.
func (m *Machine) Equal(a, b Value) bool {
	a, b = m.Resolve(a), m.Resolve(b)
	if m.same(a, b) {
		return true
	}
	x, isX := a.(*Unknown)
	y, isY := b.(*Unknown)
	switch {
	case isX && isY && x.sentinel && y.sentinel:
		return false
	case isX && isY && x.distinct && y.distinct:
		equal, _ := m.equalTerms(x, y)
		return equal
	case isX && isY && (x.sentinel || x.distinct):
		return m.assumeEqual(y, x, x.T)
	case isX && isY:
		if equal, ok := m.equalTerms(x, y); ok {
			return equal
		}
		if d, of := m.distance(x, y); of != nil && d != 0 {
			return false
		}
		return m.assumeEqual(x, y, y.T)
	case isX:
		return m.equalTo(x, b)
	case isY:
		return m.equalTo(y, a)
	}
	switch a := a.(type) {
	case *Iface:
		b, ok := b.(*Iface)
		return ok && a.T == b.T && m.Equal(a.V, b.V)
	case *Struct:
		if b, ok := b.(*Struct); ok {
			return m.equalStructs(a, b)
		}
	case *Array:
		if b, ok := b.(*Array); ok {
			return m.equalArrays(a, b)
		}
	case *Slice, *Map, *Closure:
		return false // compared with nil
	}
	return false
}

// equalTo decides whether an unknown value equals a known one.
func (m *Machine) equalTo(u *Unknown, v Value) bool {
	if u.distinct && !u.bounded() {
		return false
	}
	switch w := v.(type) {
	case Nil:
		return m.decideNil(u, m.likelyNil(u.T))
	case bool:
		return m.True(u) == w
	case int64:
		switch in := m.interval(u); {
		case w < in.lo || w > in.hi:
			return false
		case in.lo == in.hi:
			m.bind(u, w)
			return true
		}
	case *Iface:
		// What was made in this execution is none of the errors that libraries have made before.
		if u.T.Error && !u.sentinel {
			return m.assumeEqual(u, v, u.T)
		}
		return false
	case string:
		if !m.fits(u, w) {
			return false
		}
	case float64:
	default:
		return false // two objects, one of them from outside
	}
	return m.assumeEqual(u, v, u.T)
}

// differs reports whether u is known not to equal v.
func (m *Machine) differs(u *Unknown, v Value) bool {
	for _, n := range u.not {
		if m.Resolve(n) == v {
			return true
		}
	}
	n, isInt := v.(int64)
	if a, d, ok := u.offset(); ok && isInt {
		return m.differs(a, wrap(n-d, u.T))
	}
	return false
}

// assumeEqual chooses whether u equals v, and remembers the answer.
func (m *Machine) assumeEqual(u *Unknown, v Value, t *code.Type) bool {
	if m.differs(u, v) {
		return false
	}
	if w, ok := v.(*Unknown); ok && m.differs(w, u) {
		return false
	}
	percent := 50
	switch {
	case t.Kind.IsScalar():
		switch {
		case m.odds == never:
			percent = 0
		case m.odds > 0:
			percent = m.odds
		}
	case t.Error:
		percent = 30
	default:
		return false
	}
	if percent == 0 || m.contradicts(u, v, 0) || !m.Choices.Percent(m.bias(percent)) {
		u.not = append(u.not, v)
		if w, ok := v.(*Unknown); ok {
			w.not = append(w.not, u)
		}
		return false
	}
	if w, ok := v.(*Unknown); ok {
		if m.dependsOn(w, u, 0) {
			return false // x == f(x)
		}
		m.inherit(w, u)
	}
	m.bind(u, v)
	return true
}

// Int decides an integer, which is to be at least lo and below hi.
func (m *Machine) Int(v Value, lo, hi int64) int64 {
	switch v := m.Resolve(v).(type) {
	case int64:
		return v
	case *Unknown:
		in := m.interval(v)
		lo, hi = max(lo, in.lo), min(hi-1, in.hi)
		n := lo
		if hi > lo {
			n += int64(m.Choices.Intn(int(min(hi-lo+1, 3))))
		}
		m.bind(v, n)
		return n
	}
	return lo
}
