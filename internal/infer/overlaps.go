package infer

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/streamvet/streamvet/internal/path"
	"github.com/streamvet/streamvet/internal/summary"
)

// An overlap is a pair of records that may overlap, if they turn out to be on
// one stream; and if there are several goroutines, see summary.Overlap.
type overlap struct {
	a, b  *record
	count string
	names bool
	left  bool // only if what b, a call, leaves running is meant
}

// overlap notes that a and b may run at the same time, for callers that know more
// about what they act on, or about count.
func (f *frame) overlap(s *state, a, b *record, eff *summary.Effect, count string, names bool) {
	f.addOverlap(s, overlap{a: a, b: b, count: count, names: names && a == b}, eff)
}

// addOverlap is overlap for o; eff is the effect of o.b as it is by now.
func (f *frame) addOverlap(s *state, o overlap, eff *summary.Effect) {
	if !f.overlapping[o] && f.veto(s, o.a, eff, path.Value{}, path.Value{}) == "" {
		put(&f.overlapping, o, true)
		f.overlaps = append(f.overlaps, o)
	}
}

// checkLeft notes that r may overlap with what calls have left running that come before it.
func (f *frame) checkLeft(s *state, r *record) {
	if r.eff.Kind == summary.Signal || r.eff.Async {
		return
	}
	for _, src := range sortedSources(f, s.called) {
		for _, c := range f.recordsAt[src] {
			if c.eff.Kind == summary.Call && !c.eff.Async && (c != r || !inElements(c.raw)) {
				f.addOverlap(s, overlap{a: r, b: c, left: true}, &c.eff)
			}
		}
	}
}

// inElements reports whether vals are elements of containers, so that a loop calls another
// function each time.
func inElements(vals path.Set) bool {
	return slices.ContainsFunc(vals, func(v path.Value) bool { return strings.Contains(v.Sel, "[") })
}

// sortedSources returns the sources of a set in the order of the function.
func sortedSources(f *frame, set map[source]bool) []source {
	out := slices.Collect(maps.Keys(set))
	slices.SortFunc(out, func(a, b source) int {
		return cmp.Or(cmp.Compare(f.ordinal(a.instr), f.ordinal(b.instr)), cmp.Compare(a.n, b.n))
	})
	return out
}

// checkLeftBy is told that x and y, effects of a callee, may overlap in the way that o says:
// by what one of them has left running, which was a call.
func (f *frame) checkLeftBy(s *state, b *binding, o summary.Overlap, x, y *inst, rx, ry *record, count string) {
	left := func(c, other *inst, rc, ro *record) {
		switch {
		case c.eff.Kind == summary.Call:
			f.addOverlap(s, overlap{a: ro, b: rc, left: true}, &rc.eff)
		case c.leaves(b) && (c != other || !c.own):
			f.pair(s, ro, rc, ro.res, rc.res, &rc.eff, count)
		}
	}
	if o.Left&summary.LeftByA != 0 {
		left(x, y, rx, ry)
	}
	if o.Left&summary.LeftByB != 0 || o.A == o.B && x != y {
		left(y, x, ry, rx)
	}
}

// mayMeet reports whether overlap o of b's target is about x and y: whether a call has left
// one of them running, if that is what it asks for, and each is by another name.
func mayMeet(b *binding, o summary.Overlap, x, y *inst) bool {
	if o.Names && x.name > 0 && x.name == y.name {
		return false
	}
	return o.Left == 0 || o.Left&summary.LeftByA != 0 && x.leaves(b) ||
		(o.Left&summary.LeftByB != 0 || o.A == o.B) && y.leaves(b)
}

// leaves reports whether x, an effect of a call of b's target, is on a goroutine that what is
// called has started and not waited for.
func (x *inst) leaves(b *binding) bool {
	n := len(x.inner) - 1
	if k := slices.IndexFunc(x.inner, func(l level) bool { return l.b == b }); k >= 0 {
		n = k - 1
	}
	if n < 0 {
		return false
	}
	e := &x.inner[n].b.sum.Effects[x.inner[n].from]
	return e.Async && e.Live
}

// eachItsOwn reports whether a and b, which stand for one effect that is beside itself,
// act on what each of the calls makes anew.
func eachItsOwn(o summary.Overlap, a, b *inst) bool { return o.A == o.B && a.own && b.own }

// checkOverlaps looks at the pairs of effects of a callee that may overlap in it,
// now that it is known what they act on; and at those of the functions that the callee
// turns out to call.
func (f *frame) checkOverlaps(s *state, b *binding, insts []inst, recs []*record) {
	if b.sum == nil {
		return
	}
	f.checkPairs(s, b, insts, recs, func(x *inst) int { return x.from })
	seen := map[*binding]bool{}
	for n := range insts {
		for _, l := range insts[n].inner {
			if seen[l.b] || len(l.b.sum.Overlaps) == 0 {
				continue
			}
			seen[l.b] = true
			f.checkPairs(s, l.b, insts, recs, func(x *inst) int { return x.indexIn(l.b) })
		}
	}
}

// indexIn returns the index of the effect in the summary of b's target, or -1 if it isn't
// one of them.
func (x *inst) indexIn(b *binding) int {
	for _, l := range x.inner {
		if l.b == b {
			return l.from
		}
	}
	return -1
}

// checkNames looks at what two names of an effect lead to, which is beside itself with
// different ones.
func (f *frame) checkNames(s *state, x *inst, r *record, count string) {
	for i, a := range x.refs {
		for _, b := range x.refs[i+1:] {
			f.pair(s, r, r, s.heap.Streams(f.resolve(s, a)), s.heap.Streams(f.resolve(s, b)), &r.eff, count)
		}
	}
}

func (f *frame) checkPairs(s *state, b *binding, insts []inst, recs []*record, index func(*inst) int) {
	for _, o := range b.sum.Overlaps {
		count, several := b.count(o.Count)
		if !several {
			continue
		}
		for n := range insts {
			if index(&insts[n]) != o.A {
				continue
			}
			for m := range insts {
				if index(&insts[m]) != o.B || o.A == o.B && n > m {
					continue
				}
				if o.Left != 0 {
					f.checkLeftBy(s, b, o, &insts[n], &insts[m], recs[n], recs[m], count)
					continue
				}
				if eachItsOwn(o, &insts[n], &insts[m]) {
					continue
				}
				if o.Names && index(&insts[n]) == insts[n].from {
					if n == m && insts[n].name == 0 {
						f.checkNames(s, &insts[n], recs[n], count)
						continue
					}
					if insts[n].name == insts[m].name && insts[n].name > 0 {
						continue // that name is used once at a time
					}
				}
				f.pair(s, recs[n], recs[m], recs[n].res, recs[m].res, &recs[m].eff, count)
			}
		}
	}
}
