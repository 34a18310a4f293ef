package machine

import (
	"math"
	"slices"
	"strings"

	"github.com/streamvet/streamvet/internal/code"
)

// What an execution assumes of an unknown value says something about the operations on it,
// and about the values that it was made of: this file keeps that consistent.

// maxUses bounds the operations on one value that are looked at again when it becomes known.
const maxUses = 100

// enter notes that u is the result of an operation on unknown values.
func (m *Machine) enter(k term, u *Unknown) {
	m.terms[k] = u
	k.use(u)
}

// use notes with the operands of k that u is its result.
func (k *term) use(u *Unknown) {
	for _, o := range [...]any{k.a, k.b} {
		if w, ok := o.(*Unknown); ok && len(w.uses) < maxUses {
			w.uses = append(w.uses, u)
		}
	}
}

// now returns an operation with what is known of its operands by now.
func (m *Machine) now(k term) term {
	if u, ok := k.a.(*Unknown); ok {
		k.a = m.Resolve(u)
	}
	if u, ok := k.b.(*Unknown); ok {
		k.b = m.Resolve(u)
	}
	return k
}

// renew looks again at the operations on u, which has become known: two that turn out to be
// one have the same result.
func (m *Machine) renew(u *Unknown) {
	uses := u.uses
	u.uses = nil
	for _, t := range uses {
		k := m.now(t.term)
		if !hashable(k.a) || !hashable(k.b) {
			continue
		}
		if w, ok := m.terms[k]; !ok {
			m.enter(k, t)
		} else if w != t {
			m.unify(t, w)
		}
	}
}

// unify says that two scalars are equal.
func (m *Machine) unify(t, w *Unknown) {
	if !scalar(t) || !scalar(w) || m.same(t, w) {
		return
	}
	a, b := m.Resolve(t), m.Resolve(w)
	x, ok := a.(*Unknown)
	if !ok {
		if x, ok = b.(*Unknown); !ok {
			m.Stop(Ended, "assumptions contradict each other")
			return
		}
		b = a
	}
	if y, ok := b.(*Unknown); ok {
		if m.dependsOn(y, x, 0) {
			return
		}
		m.inherit(y, x)
	}
	m.bind(x, b)
}

// inherit says of y what is known of x, which it equals.
func (m *Machine) inherit(y, x *Unknown) {
	y.not = append(y.not, x.not...)
	y.low(x.lo)
	y.high(x.hi)
}

// scalar reports whether u is a scalar, or stands for several of them.
func scalar(u *Unknown) bool { return u.T == nil || u.T.Kind.IsScalar() }

// maxConsequences bounds how far consequences of an assumption are followed.
const maxConsequences = 8

// contradicts reports whether u can't be v, since the result of an operation on it would
// have to be another one than it is.
func (m *Machine) contradicts(u *Unknown, v Value, depth int) bool {
	return slices.ContainsFunc(u.uses, func(t *Unknown) bool {
		k := m.now(t.term)
		if k.a == any(u) {
			k.a = v
		}
		if k.b == any(u) {
			k.b = v
		}
		var would Value
		if hashable(k.a) && hashable(k.b) {
			if w, ok := m.terms[k]; ok {
				would = m.Resolve(w)
			}
		}
		if would == nil && k.b != nil {
			would = binary(k.op, k.a, k.b, k.t)
		}
		return would != nil && scalar(t) && m.excludes(m.Resolve(t), would, depth+1)
	})
}

// excludes reports whether it is known that two scalars are not equal.
func (m *Machine) excludes(a, b Value, depth int) bool {
	x, isX := a.(*Unknown)
	y, isY := b.(*Unknown)
	switch {
	case depth > maxConsequences || m.same(a, b):
		return false
	case !isX && !isY:
		return true
	case !isX:
		return m.excludes(b, a, depth)
	case m.differs(x, b) || isY && m.differs(y, x):
		return true
	}
	p, q := m.interval(a), m.interval(b)
	return p.hi < q.lo || p.lo > q.hi || m.contradicts(x, b, depth) || isY && m.contradicts(y, x, depth)
}

// sum returns a and d if u is a + d, and greater than a if d is positive: what is unsigned wraps.
func (u *Unknown) sum() (a *Unknown, d int64, ok bool) {
	a, d, ok = u.offset()
	return a, d, ok && !u.T.Unsigned
}

// offset returns a and d if u is a + d.
func (u *Unknown) offset() (a *Unknown, d int64, ok bool) {
	if u.term.op != "+" && u.term.op != "-" || u.T == nil || u.T.Kind != code.Int {
		return nil, 0, false
	}
	a, ok = known(u.term.a).(*Unknown)
	d, isInt := known(u.term.b).(int64)
	if u.term.op == "-" {
		d = -d
	}
	return a, d, ok && isInt && small(d)
}

// known returns what v was found to be.
func known(v Value) Value {
	for {
		u, ok := v.(*Unknown)
		if !ok || u.value == nil {
			return v
		}
		v = u.value
	}
}

// small reports whether sums with n are far from overflowing.
func small(n int64) bool { return n > math.MinInt64/4 && n < math.MaxInt64/4 }

// solve says what the operand of a sum is, or the rest of a text, since the whole is v.
func (m *Machine) solve(u *Unknown, v Value) {
	switch v := v.(type) {
	case int64:
		if a, d, ok := u.offset(); ok {
			m.bind(a, wrap(v-d, u.T))
		}
	case string:
		m.solveText(u, v)
	}
}

// fits reports whether v, which may be put together of several texts, can be s.
func (m *Machine) fits(v Value, s string) bool {
	v = m.Resolve(v)
	if text, ok := v.(string); ok {
		return text == s
	}
	u, ok := v.(*Unknown)
	if !ok || u.term.op != "+" {
		return true
	}
	if x, ok := m.Resolve(u.term.a).(string); ok {
		return strings.HasPrefix(s, x) && m.fits(u.term.b, s[len(x):])
	}
	if y, ok := m.Resolve(u.term.b).(string); ok {
		return strings.HasSuffix(s, y) && m.fits(u.term.a, s[:len(s)-len(y)])
	}
	return true
}

// solveText says what the one unknown part of a text is, since the text is s.
func (m *Machine) solveText(u *Unknown, s string) {
	if u.term.op != "+" {
		return
	}
	a, b := m.Resolve(u.term.a), m.Resolve(u.term.b)
	x, isX := a.(string)
	y, isY := b.(string)
	ua, isA := a.(*Unknown)
	ub, isB := b.(*Unknown)
	switch {
	case isX && isB && strings.HasPrefix(s, x):
		m.bind(ub, s[len(x):])
	case isA && isY && strings.HasSuffix(s, y):
		m.bind(ua, s[:len(s)-len(y)])
	}
}
