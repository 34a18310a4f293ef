package infer

import (
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/streamvet/streamvet/internal/contract"
	"github.com/streamvet/streamvet/internal/order"
	"github.com/streamvet/streamvet/internal/path"
	"github.com/streamvet/streamvet/internal/summary"
)

// Effects that may be running at the same time clash if they are on one stream and nothing
// keeps them apart; if that is up to what callers know, they are an overlap.

// A clash is a pair of records that may overlap on one stream.
type clash struct {
	category string
	a, b     *record
	nameA    path.Path
	nameB    path.Path
}

// checkLive compares r, which happens or starts in s as its premise says, with everything
// that may be running there.
func (f *frame) checkLive(s *state, r *record, from premise) {
	if r.eff.Kind == summary.Signal {
		return
	}
	pending := f.pending(s, &r.eff)
	if f.steps += 10 * len(s.live); f.exhausted() {
		return
	}
	for _, k := range sortedKeys(s.live) {
		l := s.live[k]
		if l.eff.Kind == summary.Signal {
			continue
		}
		if from.rulesOut(l) || serial(r.worker, l) || l.elsewhere(r) || f.anotherElement(r, l) {
			continue
		}
		if pending || f.pending(s, l.eff) {
			if o := f.recordOf(l); o != nil && !f.onTwoStreams(s, r, l) {
				f.overlap(s, r, o, l.eff, f.countOf(l.src.instr, r.src.instr), false)
			}
			continue
		}
		f.check(s, r, l)
	}
}

// anotherElement reports whether r and l are effects of one function that was found in
// two elements of a container: it is in one of them only.
func (f *frame) anotherElement(r *record, l *live) bool {
	return len(l.fns) > 0 && !r.fn.Via.IsZero() && !slices.ContainsFunc(l.fns, func(v path.Value) bool {
		return v.Root != r.fn.Root || path.MayBe(r.fn, v, f.many)
	})
}

// serial reports whether l is run by the goroutine that was started at worker and
// runs one thing after the other.
func serial(worker source, l *live) bool {
	return worker.instr != nil && (worker == l.worker || worker == l.src)
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// check compares r with l, which may be running when r happens or starts.
func (f *frame) check(s *state, r *record, l *live) {
	f.checkActing(s, r, r.res, l)
}

// checkBegun compares l, which may begin now, with another effect that may be running.
func (f *frame) checkBegun(s *state, l, other *live) {
	if r := f.recordOf(l); r != nil {
		res := f.actingOn(s, l)
		if l.src.instr == other.src.instr {
			// What was made in former iterations is another one for each goroutine.
			res = slices.DeleteFunc(slices.Clone(res), func(v path.Value) bool { return v.Root.Old })
			if len(res) == 0 {
				return
			}
		}
		if r.eff.Kind == summary.Access {
			res = s.heap.Streams(res)
		}
		f.checkActing(s, r, res, other)
	}
}

// checkActing is check where r acts on res.
func (f *frame) checkActing(s *state, r *record, acts path.Set, l *live) {
	other := f.recordOf(l)
	if other == nil {
		return
	}
	var res path.Set
	if conflict(&r.eff, l.eff) != "" {
		res = s.heap.Streams(f.actingOn(s, l))
	} else if ofReceivers(&r.eff, l.eff) {
		res = f.actingOn(s, l)
	}
	f.pair(s, r, other, acts, res, l.eff, f.countOf(l.src.instr, r.src.instr))
}

// conflict returns the category of a conflict between a and b if they are accesses that
// meet on one stream, or "" if grpc-go allows the two.
func conflict(a, b *summary.Effect) string {
	if a.Kind != summary.Access || b.Kind != summary.Access {
		return ""
	}
	return contract.Conflict(a.Side, b.Side)
}

// recordOf returns the record of a live effect.
func (f *frame) recordOf(l *live) *record {
	for _, r := range f.recordsAt[l.src] {
		if r.eff.Kind == l.eff.Kind && r.eff.Method == l.eff.Method {
			return r
		}
	}
	return nil
}

// pair decides about effects a and b, which may run at the same time as far as
// the control flow tells, if count is more than one. eff is b's effect as it is by now.
func (f *frame) pair(s *state, a, b *record, resA, resB path.Set, eff *summary.Effect, count string) {
	if a.eff.Kind != summary.Access || eff.Kind != summary.Access {
		f.overlap(s, a, b, eff, count, ofReceivers(&a.eff, eff) && f.neverOne(resA, resB))
		return
	}
	category := conflict(&a.eff, eff)
	if category == "" {
		return
	}
	open := len(resA) == 0 || len(resB) == 0
	names := false // open as well, if two names lead to one thing
	for _, x := range resA {
		for _, y := range resB {
			if !path.MayBe(x, y, f.many) {
				if couldAlias(x.Path, y.Path) {
					names = names || x.Path != y.Path
					open = open || x.Path == y.Path
				}
				continue
			}
			if f.delegates(x.Path) || f.leaves(count, x.Path) {
				open = true
				continue
			}
			if f.veto(s, a, eff, x, y) != "" || f.guardsItself(x, y, a.eff.Side&eff.Side) {
				continue
			}
			if f.excluded(s, a, eff, x, y, true) != "" {
				open = true // callers know whether it is a lock
				continue
			}
			f.clashes = append(f.clashes, clash{category, a, b, x.Path, y.Path})
			return
		}
	}
	if open || names {
		f.overlap(s, a, b, eff, count, !open)
	}
}

// ofReceivers reports whether a and b are calls that do something to nothing but what they
// are calls of.
func ofReceivers(a, b *summary.Effect) bool {
	plain := func(e *summary.Effect) bool {
		return e.Kind == summary.Call && !slices.ContainsFunc(e.Args, func(arg summary.Arg) bool { return len(arg.Vals) > 0 })
	}
	return plain(a) && plain(b)
}

// neverOne reports whether something of as and something of bs is never one thing, as far
// as it is known here.
func (f *frame) neverOne(as, bs path.Set) bool {
	for _, x := range as {
		for _, y := range bs {
			if path.MayBe(x, y, f.many) {
				return false
			}
		}
	}
	return len(as) > 0 && len(bs) > 0
}

// onTwoStreams reports whether r and l are surely on two streams, whoever calls.
func (f *frame) onTwoStreams(s *state, r *record, l *live) bool {
	if r.eff.Kind != summary.Access || l.eff.Kind != summary.Access {
		return false
	}
	res := s.heap.Streams(f.actingOn(s, l))
	for _, x := range r.res {
		for _, y := range res {
			if path.MayBe(x, y, f.many) || couldAlias(x.Path, y.Path) {
				return false
			}
		}
	}
	return len(r.res) > 0 && len(res) > 0
}

// couldAlias reports whether two paths that are different here may be one thing
// for some caller.
func couldAlias(a, b path.Path) bool {
	if g := a.Generalize(); g == b.Generalize() {
		return strings.Contains(g.Sel, path.AnyReceived) // else two elements of one container
	}
	inner := func(p path.Path) bool { return p.Root.Kind == path.Param || p.Root.Kind == path.Free }
	return inner(a) && b.Root.Outside() || inner(b) && a.Root.Outside()
}

// many reports whether r is created in a loop.
func (f *frame) many(r path.Root) bool {
	r.Old = false
	if fr := f.fresh[r]; fr != nil && fr.Many {
		return true
	}
	i, ok := r.Origin().(ssa.Instruction)
	return ok && r.Kind == path.Site && i.Block() != nil && f.loops.inner[i.Block()] != nil
}

// veto returns the reason why a and eff can't run at the same time, or "".
func (f *frame) veto(s *state, a *record, eff *summary.Effect, x, y path.Value) string {
	return f.excluded(s, a, eff, x, y, false)
}

// excluded is veto where open says whether a semaphore of unknown size is a lock.
func (f *frame) excluded(s *state, a *record, eff *summary.Effect, x, y path.Value, open bool) string {
	f.steps += 20
	p := order.Pair{
		A: &a.eff, B: eff, NameA: x.Place(), NameB: y.Place(), SameSpawner: true,
		Gates:      func(list []summary.Token) []summary.Token { return f.closure(s, list) },
		Unique:     func(t summary.Token) bool { return f.sentOnce(s, t) },
		Sends:      func(ch path.Path) bool { return f.anySender(s, ch) },
		Holds:      f.holds,
		Exceeds:    func(a, b summary.Lock) bool { return f.exceeds(s, a, b, open) },
		Unbuffered: func(p path.Path) bool { return f.capacity(s, p) == 1 },
	}
	return p.Excluded()
}
