package infer

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/streamvet/streamvet/internal/heap"
	"github.com/streamvet/streamvet/internal/path"
	"github.com/streamvet/streamvet/internal/summary"
)

// escape finds the sites that callers can reach: through results, through what
// existed before, and through the arguments of calls that callers resolve.
func (x *exporter) escape() {
	var work []path.Root
	reach := func(vals path.Set) {
		for _, v := range vals {
			r := v.Root
			r.Old = false
			if r.Kind != path.Site && !hidden(r) {
				continue
			}
			if _, ok := x.escaped[r]; !ok && len(x.order) < freshStep {
				x.escaped[r] = len(x.order)
				x.order = append(x.order, r)
				work = append(work, r)
			}
		}
	}
	for _, vals := range x.f.results {
		for _, v := range vals {
			if x.handedOn(v.Path).IsZero() {
				reach(path.Set{v})
			}
		}
	}
	for _, vals := range x.f.givenAway() {
		reach(vals)
		for _, v := range vals {
			if k, ok := x.escaped[v.Root]; ok && v.Sel == "" {
				x.given = append(x.given, k)
			}
		}
	}
	reach(x.f.relays())
	x.heap.All(func(loc path.Path, vals path.Set) bool {
		if loc.Root.Outside() {
			reach(vals)
		}
		return true
	})
	for _, r := range x.f.records {
		if r.eff.Kind == summary.Call && slices.ContainsFunc(r.res, func(v path.Value) bool { return v.Root.Outside() }) {
			for _, a := range r.eff.Args {
				reach(a.Vals)
			}
		}
	}
	for len(work) > 0 {
		r := work[0]
		work = work[1:]
		old := r
		old.Old = true
		for _, r := range [...]path.Root{r, old} {
			x.heap.Fields(r, func(_ string, vals path.Set) bool {
				reach(vals)
				return true
			})
		}
	}
}

// givenAway returns the objects that the function makes and hands to others behind an
// interface, if it leaves goroutines behind: whoever has such an object can call its
// methods beside them.
func (f *frame) givenAway() []path.Set {
	if !slices.ContainsFunc(f.records, func(r *record) bool { return r.exit && isStarted(&r.eff) }) {
		return nil
	}
	var out []path.Set
	for _, b := range f.fn.Blocks {
		for _, i := range b.Instrs {
			if m, ok := i.(*ssa.MakeInterface); ok && f.pkg.boxes(m) != nil {
				out = append(out, f.val(m.X))
			}
		}
	}
	return out
}

// relays returns what goroutines that are left behind signal when they are done with a
// stream, and others wait for before they signal something in turn: by waiting for
// the second a caller waits for the first.
func (f *frame) relays() path.Set {
	var waited, out path.Set
	for _, r := range f.records {
		if r.exit && r.eff.Async && r.eff.Kind == summary.Signal {
			for _, t := range append(slices.Clip(r.eff.Gates), r.gates...) {
				waited = append(waited, path.Value{Path: path.Of(t.Path.Root)})
			}
		}
	}
	if len(waited) == 0 {
		return nil
	}
	for _, r := range f.records {
		if !r.exit || !r.eff.Async || r.eff.Kind == summary.Signal {
			continue
		}
		for _, t := range append(slices.Clip(r.eff.After), r.after...) {
			if hasRoot(waited, t.Path.Root) {
				out = out.Plus(path.Value{Path: path.Of(t.Path.Root)})
			}
		}
	}
	return out
}

// isStarted reports whether e is an access on a goroutine that code of its own starts,
// not on that of a handler.
func isStarted(e *summary.Effect) bool {
	return e.Kind == summary.Access && e.Async && e.Spawn() != nil &&
		!slices.ContainsFunc(e.Trace, func(s summary.Step) bool { return s.Kind == summary.AtHandler })
}

// heaps returns the heaps in which others may find what r acts on: the ones where
// it happens, and for a goroutine also the last one.
func (x *exporter) heaps(r *record) []*heap.Heap {
	var out []*heap.Heap
	for _, s := range r.states[:min(len(r.states), maxStates)] {
		out = append(out, &s.heap)
	}
	if r.eff.Async {
		out = append(out, x.lastHeap(r))
	}
	return out
}

// lastHeap returns what locations may hold at the returns at which r is not over. Where
// the others have put what it acts on, nobody finds it beside r.
func (x *exporter) lastHeap(r *record) *heap.Heap {
	if h := x.last[r.src]; h != nil {
		return h
	}
	var states []*state
	for _, e := range x.f.exits {
		if e.has(r) {
			states = append(states, e.state)
		}
	}
	h := &x.heap
	if len(states) > 0 && len(states) < len(x.f.exits) {
		at := joined(states)
		h = &at
	}
	put(&x.last, r.src, h)
	return h
}

// has reports whether r may not be over at e.
func (e *exit) has(r *record) bool {
	for _, l := range e.state.live {
		if l.src == r.src {
			return true
		}
	}
	return false
}

// private reports whether what r acts on was made by this function, and nobody
// else can have it by then: not a goroutine that has been started, nor anybody who
// finds it where it is put later. What happens to it is then over for all others.
func (x *exporter) private(r *record) bool {
	return !r.made && r.eff.Kind == summary.Access && x.own(r, r.raw)
}

// own reports whether vals were made by this function, and nobody else can have
// them when r happens.
func (x *exporter) own(r *record, vals path.Set) bool {
	if r.eff.Async || len(r.states) > maxStates {
		return false
	}
	for _, v := range vals {
		if _, made := v.Root.Origin().(*ssa.Call); !made || v.Root.Kind != path.Site || v.Root.Old {
			return false
		}
		for _, s := range r.states {
			if !x.unshared(s, v.Path) {
				return false
			}
		}
	}
	return len(vals) > 0
}

// beforeOthers reports whether e uses what was handed to b's target before anybody
// else could have it, and is over before it returns.
func (b *binding) beforeOthers(e *summary.Effect) bool {
	if e.Kind != summary.Access || e.Async || len(e.Names) == 0 {
		return false
	}
	for _, p := range e.Names {
		if p.Root.Kind != path.Param || p.Root.Index >= len(b.params) || !b.params[p.Root.Index].Own {
			return false
		}
	}
	return !slices.ContainsFunc(e.Alias, func(p path.Path) bool { return p.Root.Outside() })
}

// unshared reports whether no goroutine that is live in s has p, and no location
// that callers can reach.
func (x *exporter) unshared(s *state, p path.Path) bool {
	for _, q := range x.aliases(&s.heap, p, 0) {
		if q.Root.Kind != path.Fresh {
			return false
		}
	}
	for _, l := range s.live {
		if hasRoot(l.res, p.Root) || slices.ContainsFunc(l.eff.Args, func(a summary.Arg) bool { return hasRoot(a.Vals, p.Root) }) {
			return false
		}
	}
	return true
}

func hasRoot(vals path.Set, r path.Root) bool {
	return slices.ContainsFunc(vals, func(v path.Value) bool { return v.Root == r })
}
