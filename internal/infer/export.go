package infer

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/streamvet/streamvet/internal/heap"
	"github.com/streamvet/streamvet/internal/path"
	"github.com/streamvet/streamvet/internal/summary"
)

// An exporter turns what a frame has found out into a summary: it names
// everything in the caller's terms, and leaves out what callers can't reach.
type exporter struct {
	f       *frame
	heap    heap.Heap         // at the returns
	escaped map[path.Root]int // sites that others can reach, with their Fresh index
	order   []path.Root
	given   []int                 // indices of the objects that are handed to others behind interfaces
	last    map[source]*heap.Heap // at those returns at which an effect is not over
	known   map[aliasKey][]path.Path
	// returned has what was received and has been sent on at some return.
	returned map[path.Path]bool
	holders  map[*heap.Heap]holders
	scratch  []summary.Token // of tokens

	gates, after []summary.Token // see repeated
	locked       []summary.Lock
}

func (f *frame) export() *summary.Summary {
	f.finish()
	f.conflicts = f.settle()
	x := &exporter{f: f, escaped: map[path.Root]int{}}
	x.heap = joined(f.lastStates())
	for _, e := range f.exits {
		union(&x.returned, e.state.given)
	}
	x.escape()
	sum := &summary.Summary{Version: summary.Version, NoReturn: len(f.exits) == 0}
	at := map[*record]int{}
	keys := map[string]int{}
	telling := f.overlappingRecords()
	told := map[int]bool{} // those of sum.Effects that tell of an overlap
	for _, r := range f.records {
		e, ok := x.effect(r)
		if !ok {
			continue
		}
		key := e.Key()
		i, dup := keys[key]
		if dup && telling[r] && !told[i] {
			sum.Effects[i].Trace = e.Trace // of the two, the one to tell of
		}
		if !dup {
			if len(sum.Effects) >= summary.MaxEffects {
				f.pkg.skip("too many effects", f.fn)
				break
			}
			i = len(sum.Effects)
			keys[key] = i
			sum.Effects = append(sum.Effects, e)
		}
		at[r] = i
		told[i] = told[i] || telling[r]
	}
	x.overlaps(sum, at)
	if taken := x.takenResults(); len(taken) > 0 {
		put(&x.f.pkg.taken, sum, taken)
	}
	if m := x.modes(at); m != nil {
		put(&x.f.pkg.modes, sum, m)
	}
	sum.Stores = x.stores(&x.heap)
	for i, vals := range f.results {
		sum.Results = append(sum.Results, x.values(x.wrapped(i, vals)))
	}
	x.sync(sum)
	sum.Success = x.success(sum)
	var sites []path.Root
	for _, r := range x.order {
		sum.Fresh = append(sum.Fresh, x.fresh(r))
		sites = append(sites, x.f.madeAt(r))
	}
	if len(x.given) > 0 {
		put(&x.f.pkg.givenAway, sum, x.given)
	}
	if x.f.pkg.components.find(x.f.fn).cyclic {
		put(&x.f.pkg.sites, sum, sites)
	}
	return sum
}

// overlappingRecords returns the records that may overlap with others, for all that is
// known here.
func (f *frame) overlappingRecords() map[*record]bool {
	out := map[*record]bool{}
	for _, o := range f.overlaps {
		if !covered(o.a, o.b) {
			out[o.a], out[o.b] = true, true
		}
	}
	return out
}

// settle returns the conflicts of the function: the clashes that neither a cover keeps
// apart nor a counter.
func (f *frame) settle() []Conflict {
	var out []Conflict
	for _, c := range f.clashes {
		if covered(c.a, c.b) || countedOut(c.a, c.b) {
			continue
		}
		out = append(out, Conflict{Category: c.category, A: c.a.eff, B: c.b.eff, Stream: c.nameA.String(), Variable: variableOfPackage(c.nameA), Fn: f.fn, Frame: f.fn.String()})
	}
	return out
}

// lastStates returns the states in which the function has returned without an
// error, or has returned, or is running, whichever there is. Callers look at what
// a function has stored if it has returned no error.
func (f *frame) lastStates() []*state {
	states := f.exitsThat(func(e exit) bool { return e.ends != summary.OnFailure || !f.returnsError() })
	if states == nil {
		states = f.exitsThat(func(exit) bool { return true })
	}
	if states == nil {
		for _, r := range f.records {
			states = append(states, r.states...)
		}
	}
	return states
}

// joined returns what locations may hold in any of the states.
func joined(states []*state) heap.Heap {
	if len(states) == 0 {
		return heap.Heap{}
	}
	h := states[0].heap.Clone()
	for _, s := range states[1:] {
		h.Join(&s.heap)
	}
	return h
}

// maxAliases bounds how many other names of one thing are kept.
const maxAliases = 16

// maxStates bounds in how many of the states in which an effect happens other
// names of what it acts on are looked for.
const maxStates = 4

// effect returns the effect that r is for callers, if it is one.
func (x *exporter) effect(r *record) (summary.Effect, bool) {
	e := r.eff
	private := x.private(r)
	e.Names, e.Alias = nil, nil
	e.Bound = e.Bound || e.Async && r.bound()
	if e.Reread && e.Async {
		for _, ref := range r.refs {
			if n := x.name(ref.v.Path.Add(ref.sel)); ref.sel != "" && !n.IsZero() {
				e.Names = append(e.Names, n)
			}
		}
	}
	for _, v := range r.raw {
		if r.eff.Async && r.exit && x.returned[v.Path] && x.givenBeside(r, v.Path) {
			v.Path = v.Path.Given() // while it is still in use
		}
		n := x.name(v.Path)
		if n.IsZero() && e.Kind == summary.Access {
			n = x.resultName(v.Path)
		} else if private {
			continue
		}
		// Where it is, if it is there, tells more.
		if in := x.name(v.Via); v.Spread && !in.IsZero() {
			n = in
		} else if in := x.name(v.Owned); !e.Bound && !in.IsZero() {
			n = in
		}
		if !n.IsZero() {
			e.Names = append(e.Names, n)
		}
	}
	if e.Kind == summary.Signal {
		toks := x.tokens(r, []summary.Token{r.eff.Token}, nil)
		if len(toks) == 0 {
			return e, false
		}
		e.Token = toks[0]
	} else {
		for _, h := range x.heaps(r) {
			if private {
				break
			}
			for _, v := range r.res {
				e.Alias = append(e.Alias, x.aliases(h, v.Place(), 0)...)
			}
		}
		e.Alias = slices.DeleteFunc(uniquePaths(e.Alias), func(p path.Path) bool { return hasPath(e.Names, p) })
		e.Names = uniquePaths(e.Names)
		if len(e.Names) == 0 && len(e.Alias) == 0 {
			return e, false
		}
	}
	e.Live, e.Left = r.exit, r.left
	e.When = x.f.when(r)
	e.Locks = x.locks(r)
	e.Released = nil
	for _, p := range r.eff.Released {
		if n := x.name(p); !n.IsZero() {
			e.Released = append(e.Released, n)
		}
	}
	e.Released = uniquePaths(e.Released)
	e.Gates = x.tokens(r, addTokens(r.eff.Gates, r.gates...), &x.gates)
	e.After = x.tokens(r, addTokens(r.eff.After, r.after...), &x.after)
	e.Args = nil
	for _, a := range r.eff.Args {
		e.Args = append(e.Args, summary.Arg{Vals: x.values(a.Vals), Elem: outside(a.Elem), Own: a.Own || len(r.eff.Trace) == 1 && x.own(r, a.Vals)})
	}
	return e, true
}

// outside returns the selector of an element, if callers can name it.
func outside(elem string) string {
	if p := (path.Path{Sel: elem}); p.Generalize() == p {
		return elem
	}
	return ""
}

// locks returns the locks of r as callers can name them. One lock can have
// several names.
func (x *exporter) locks(r *record) []summary.Lock {
	var out []summary.Lock
	add := func(l summary.Lock, p path.Path) {
		l.Path = p
		if !p.IsZero() && !slices.Contains(out, l) {
			out = append(out, l)
		}
	}
	for _, l := range append(slices.Clone(r.eff.Locks), r.cover...) {
		l = outsideLock(l)
		p := l.Path
		for _, v := range r.res {
			p = correlate(v.Path, byKey(v.Path, p))
		}
		if p.Root.Old {
			if ownedBy(r.res, p.Root) {
				add(l, x.name(p))
			}
			continue
		}
		add(l, x.name(p))
		for _, s := range r.states[:min(1, len(r.states))] {
			for _, q := range x.aliases(&s.heap, l.Path, 0) {
				add(l, sameElem(q))
			}
		}
		if r.eff.Async {
			for _, q := range x.aliases(&x.heap, l.Path, 0) {
				add(l, sameElem(q))
			}
		}
	}
	sortLocks(out)
	return repeated(out, &x.locked)
}

// ownedBy reports whether whichever of vals it is belongs to the object that root is, of
// which there may be several: what is a part of it is a part of the same one.
func ownedBy(vals path.Set, root path.Root) bool {
	for _, v := range vals {
		if v.Owned.Root != root {
			return false
		}
	}
	return len(vals) > 0
}

// tokens returns tokens as callers can name them. Before is the list of the same kind
// that another effect has got.
func (x *exporter) tokens(r *record, list []summary.Token, before *[]summary.Token) []summary.Token {
	out := x.scratch[:0]
	heaps := x.heaps(r)
	for _, t := range list {
		if n := x.name(t.Path); !n.IsZero() {
			out = append(out, summary.Token{Kind: t.Kind, Path: n})
		}
		for _, h := range heaps {
			for _, q := range x.aliases(h, t.Path, 0) {
				late := q.Root.Kind != path.Fresh && !strings.Contains(q.Sel, "[")
				out = append(out, summary.Token{Kind: t.Kind, Path: q, Late: late})
			}
		}
	}
	x.scratch = out
	slices.SortFunc(out, compareTokens)
	return repeated(slices.Compact(out), before)
}

// repeated returns a copy of list, the one before if it is the same: the effects of a
// function share many of their tokens and locks, and summaries are kept.
func repeated[T comparable](list []T, before *[]T) []T {
	if len(list) == 0 {
		return nil
	}
	if before != nil && slices.Equal(list, *before) {
		return *before
	}
	out := make([]T, len(list))
	copy(out, list)
	if before != nil {
		*before = out
	}
	return out
}

func (x *exporter) overlaps(sum *summary.Summary, at map[*record]int) {
	seen := map[[2]int]int{}
	for _, o := range x.f.overlaps {
		i, ok1 := at[o.a]
		j, ok2 := at[o.b]
		if !ok1 || !ok2 || covered(o.a, o.b) {
			continue
		}
		left := summary.Leaver(0)
		if o.left {
			left = summary.LeftByB
		}
		if i > j {
			i, j = j, i
			left /= 2
		}
		if n, ok := seen[[2]int{i, j}]; ok {
			if old := &sum.Overlaps[n]; old.Count != o.count {
				old.Count = "" // either of two counts will do
			}
			sum.Overlaps[n].Names = sum.Overlaps[n].Names && o.names
			if left == 0 || sum.Overlaps[n].Left == 0 {
				sum.Overlaps[n].Left = 0
			} else {
				sum.Overlaps[n].Left |= left
			}
		} else if len(sum.Overlaps) < summary.MaxOverlaps {
			seen[[2]int{i, j}] = len(sum.Overlaps)
			sum.Overlaps = append(sum.Overlaps, summary.Overlap{A: i, B: j, Count: o.count, Names: o.names, Left: left})
		}
	}
}

func (x *exporter) stores(h *heap.Heap) []summary.Store {
	var out []summary.Store
	at := map[path.Path]int{}
	h.All(func(loc path.Path, vals path.Set) bool {
		n := x.name(loc)
		if n.IsZero() {
			return true
		}
		st := summary.Store{Loc: n, Must: loc.Root.Outside() && loc.Definite()}
		for _, v := range vals {
			if v.Path == loc {
				st.Must = false
				continue
			}
			w := v
			if !v.Via.IsZero() {
				w = v.Thing()
			}
			w.Path = x.name(v.Path)
			if w.Owned = (path.Path{}); v.Owned == loc {
				w.Owned = n
			}
			st.Vals = st.Vals.Plus(w)
		}
		if len(st.Vals) == 0 && !st.Must {
			return true
		}
		if st.Vals == nil {
			st.Vals = path.Set{}
		}
		// An element that only this function can name is some element for callers.
		if i, ok := at[n]; ok {
			out[i].Vals = out[i].Vals.Plus(st.Vals...)
			out[i].Must = false
			return true
		}
		at[n] = len(out)
		out = append(out, st)
		return true
	})
	return out
}

// sync fills in what the function locks and unlocks, waits for and signals.
func (x *exporter) sync(sum *summary.Summary) {
	sum.Acquired, sum.Waits = x.gained(x.f.exitsThat(func(exit) bool { return true }))
	for _, e := range x.f.exits {
		for p := range e.state.released {
			if p = x.name(p); !p.IsZero() && !hasPath(sum.Released, p) {
				sum.Released = append(sum.Released, p)
			}
		}
		for p := range e.state.added {
			if p = x.name(p); !p.IsZero() && !hasPath(sum.Adds, p) {
				sum.Adds = append(sum.Adds, p)
			}
		}
	}
	slices.SortFunc(sum.Released, path.Compare)
	slices.SortFunc(sum.Adds, path.Compare)
	for _, t := range x.f.always {
		if t.Path = x.name(t.Path); !t.Path.IsZero() {
			sum.Signals = append(sum.Signals, t)
		}
	}
}

// fresh describes a site that escapes.
func (x *exporter) fresh(r path.Root) summary.Fresh {
	out := summary.Fresh{Many: x.f.many(r)}
	switch i := r.Origin().(type) {
	case *ssa.Alloc:
		out.Type = x.f.pkg.typeName(i.Type().Underlying().(*types.Pointer).Elem())
	case *ssa.Function:
		out.Func = x.f.pkg.summary(i)
		if out.Func == nil {
			out.Func = &summary.Summary{Version: summary.Version}
		}
	case *ssa.MakeClosure:
		fn := i.Fn.(*ssa.Function)
		out.Func = x.f.pkg.summary(fn)
		out.Frees = len(i.Bindings)
	case *ssa.MakeChan:
		out.Cap = madeCap(r)
	default:
		if call, ok := i.(*ssa.Call); ok && r.Index == 0 {
			if sig := memoized(call); sig != nil {
				out.Func, out.Frees = memoSummary(sig), memoFrees(sig)
				return out
			}
		}
		r.Old = false
		if fr := x.f.fresh[r]; fr != nil {
			out, many := *fr, out.Many
			out.Many = out.Many || many
			return out
		}
		out.Cap = madeCap(r)
		if v, ok := i.(ssa.Value); ok {
			out.Type = x.f.pkg.typeName(v.Type())
		}
	}
	return out
}

// gained returns the locks that are held in all of the states, and the tokens that
// were waited for.
func (x *exporter) gained(states []*state) (locks []summary.Lock, waits []summary.Token) {
	for n, s := range states {
		var held []summary.Lock
		for _, l := range s.locks() {
			if l.Path = x.name(l.Path); !l.Path.IsZero() {
				held = append(held, outsideLock(l))
			}
		}
		var waited []summary.Token
		for t := range s.waited {
			if t.Path = x.name(t.Path); !t.Path.IsZero() {
				waited = append(waited, t)
			}
		}
		if n == 0 {
			locks, waits = held, waited
			continue
		}
		locks = slices.DeleteFunc(locks, func(l summary.Lock) bool { return !slices.Contains(held, l) })
		waits = intersect(waits, waited)
	}
	slices.SortFunc(waits, compareTokens)
	return locks, waits
}
