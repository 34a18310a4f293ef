// Package order decides whether two effects that may use one stream can happen
// at the same time.
//
// Each reason why they can't is a [Veto] of its own, independent of the others,
// as Goblint's digests are: one veto is enough, none of them knows the rest, and
// each has a name, since users ask why nothing was reported.
package order

import (
	"slices"
	"strings"

	"github.com/streamvet/streamvet/internal/path"
	"github.com/streamvet/streamvet/internal/summary"
)

// Pair is two effects on one stream, which each of them names in its own way.
type Pair struct {
	A, B         *summary.Effect
	NameA, NameB path.Path

	// SameSpawner says that locks which cover A and B are held by one
	// goroutine, so that they don't keep A and B apart.
	SameSpawner bool

	// Gates closes a list of tokens over what their signalers have waited for,
	// if the frame knows more than the effects. It may be nil.
	Gates func([]summary.Token) []summary.Token

	// Unique reports whether only one goroutine signals t, and only once. It may
	// be nil, which stands for yes.
	Unique func(t summary.Token) bool

	// Sends reports whether values are sent on a channel, so that a receive does
	// not wait until it is closed. It may be nil, which stands for no.
	Sends func(ch path.Path) bool

	// Holds reports whether a lock is one for the stream with the given name, as far
	// as is known. It may be nil, which
	// stands for yes.
	Holds func(l summary.Lock, name path.Path) bool

	// Exceeds reports whether two locks on one semaphore are more than it has room for,
	// so that they exclude each other. It may be nil, which stands for yes.
	Exceeds func(a, b summary.Lock) bool

	// Unbuffered reports whether a channel is known to have no buffer. It may be
	// nil, which stands for no.
	Unbuffered func(ch path.Path) bool
}

// Veto is a reason why the two effects of a pair never overlap.
type Veto struct {
	Name string
	Why  func(Pair) bool
}

// Vetoes lists every veto, in the order in which they are tried.
var Vetoes = []Veto{
	{"lock", Pair.locked},
	{"token", Pair.ordered},
	{"test", Pair.inTest},
}

// Excluded returns the name of the first veto that keeps the pair apart, or "".
func (p Pair) Excluded() string {
	for _, v := range Vetoes {
		if v.Why(p) {
			return v.Name
		}
	}
	return ""
}

// locked reports whether both effects surely hold one lock, and not both of them
// for reading.
func (p Pair) locked() bool {
	for _, a := range p.A.Locks {
		for _, b := range p.B.Locks {
			if a.Shared && b.Shared || p.SameSpawner && a.Cover && b.Cover {
				continue
			}
			lockA, lockB := Correlate(p.NameA, a.Path), Correlate(p.NameB, b.Path)
			if !sameLock(lockA, lockB, p.NameA, p.NameB) && !ofOwner(p.NameA, lockA, p.NameB, lockB) {
				continue
			}
			if p.Holds != nil && (!p.Holds(a, p.NameA) || !p.Holds(b, p.NameB)) {
				continue
			}
			if p.Exceeds == nil || p.Exceeds(a, b) {
				return true
			}
		}
	}
	return false
}

// sameLock compares two locks whose elements have been correlated with those of
// the streams that they are held for. Locks of the same element of a container
// are one if the streams are one.
func sameLock(a, b, nameA, nameB path.Path) bool {
	if !path.MustAlias(a, b) {
		return false
	}
	i := strings.LastIndex(a.Sel, path.SameElem)
	return i < 0 || hasElem(nameA, a, i) && hasElem(nameB, b, i)
}

// ofOwner reports whether two locks are the same part of the objects of which the names
// of the streams are fields: the objects are one if the streams are one, even where a
// name stands for many.
func ofOwner(nameA, a, nameB, b path.Path) bool {
	partA, partB := part(nameA, a), part(nameB, b)
	return partA != "" && partA == partB
}

// part returns the selectors that lead to a lock from the object of which name is a
// field, or "" if the lock isn't surely a part of it.
func part(name, lock path.Path) string {
	owner, _ := path.Last(name.Sel)
	if name.Root != lock.Root {
		return ""
	}
	sel := lock.Sel
	for owner != "" {
		var x, y string
		x, owner = path.Cut(owner)
		y, sel = path.Cut(sel)
		if x == path.AnyElem && y != path.SameElem || x != y && (y != path.SameElem || x[0] != '[') {
			return ""
		}
	}
	if strings.Contains(sel, "[") {
		return ""
	}
	return sel
}

// hasElem reports whether the name of a stream goes through an element where the
// path of a lock has path.SameElem, at selector offset i.
func hasElem(name, lock path.Path, i int) bool {
	return name.Root == lock.Root && prefixes(name.Sel, lock.Sel[:i+len(path.SameElem)])
}

// prefixes reports whether sel begins with prefix, any element standing for
// path.SameElem.
func prefixes(sel, prefix string) bool {
	for prefix != "" {
		var x, y string
		x, sel = path.Cut(sel)
		y, prefix = path.Cut(prefix)
		if x != y && (y != path.SameElem || x == "" || x[0] != '[') {
			return false
		}
	}
	return true
}

// Correlate returns the path of a lock with the element that it shares with the
// name of a stream replaced by path.SameElem: it is the lock of whichever element
// the stream belongs to. This is the existential case of Locksmith (Pratikakis,
// Foster and Hicks, PLDI 2006).
func Correlate(name, lock path.Path) path.Path {
	if name.Root != lock.Root {
		return lock
	}
	n, l := name.Sel, lock.Sel
	done := 0
	for n != "" && l != "" {
		var x, y string
		x, n = path.Cut(n)
		y, l = path.Cut(l)
		if x != y && y != path.SameElem {
			break
		}
		done += len(y)
		if y[0] == '[' && !strings.HasPrefix(y, "[k:") && y != path.AnyElem {
			lock.Sel = lock.Sel[:done-len(y)] + path.SameElem + lock.Sel[done:]
			done += len(path.SameElem) - len(y)
		}
	}
	return lock
}

// ordered reports whether one of the effects is surely over before the other one
// begins: the other has waited for a token that is signaled after it.
func (p Pair) ordered() bool {
	return p.before(p.A, p.B) || p.before(p.B, p.A)
}

// inTest reports whether one of the effects is a parallel subtest's, which begins when
// the function of the test has returned that the other one belongs to.
func (p Pair) inTest() bool {
	return waitsForTest(p.A, p.B) || waitsForTest(p.B, p.A)
}

func waitsForTest(a, b *summary.Effect) bool {
	return slices.ContainsFunc(a.Gates, func(t summary.Token) bool {
		return t.Kind == summary.Ended && !slices.Contains(b.Gates, t)
	})
}

func (p Pair) before(a, b *summary.Effect) bool {
	if len(a.After) == 0 || len(b.Gates) == 0 {
		return false
	}
	gates := b.Gates
	if p.Gates != nil {
		gates = p.Gates(gates)
	}
	for _, g := range gates {
		for _, t := range a.After {
			if !t.Completes(g) {
				continue
			}
			if t.Kind == summary.Closed && g.Kind == summary.Receive && p.Sends != nil && p.Sends(g.Path) {
				continue
			}
			if g.Kind == summary.Given && (p.Unbuffered == nil || !p.Unbuffered(g.Path)) {
				continue
			}
			if p.Unique == nil || t.Kind != summary.Sent || g.Kind == summary.Closed || p.Unique(t) {
				return true
			}
		}
	}
	return false
}
