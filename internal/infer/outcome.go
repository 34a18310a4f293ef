package infer

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/streamvet/streamvet/internal/contract"
	"github.com/streamvet/streamvet/internal/path"
	"github.com/streamvet/streamvet/internal/summary"
)

// The last result of many functions tells how the call went: an error that is nil,
// a boolean that is true. What holds only after a call that went well is known on
// the way that the caller takes then.

// An exit is a return and a state there.
type exit struct {
	state *state
	ends  summary.Left // success, failure, or anyhow if there is no telling
	instr *ssa.Return
}

// returns runs a return. Where the outcome isn't known, there are two exits.
func (f *frame) returns(s *state, i *ssa.Return) {
	if f.checking {
		f.checkReleased(s, i)
	}
	if !f.recording || f.checking {
		return
	}
	var last ssa.Value
	if n := len(i.Results); n > 0 {
		last = i.Results[n-1]
	}
	if last == nil || !tells(last.Type()) {
		f.exits = append(f.exits, exit{state: s.clone(), instr: i})
	} else {
		for _, ends := range [...]summary.Left{summary.OnSuccess, summary.OnFailure} {
			t := s.clone()
			if f.ends(t, stored(last), ends == summary.OnSuccess, i.Block()) {
				f.exits = append(f.exits, exit{t, ends, i})
			}
		}
	}
	if f.results == nil {
		f.results = make([]path.Set, len(i.Results))
	}
	for r, v := range i.Results {
		if f.tracked(v.Type()) {
			f.results[r] = f.results[r].Plus(f.val(v)...)
		}
	}
}

// checkReleased compares what waits for a signal with what else is running when a
// function returns that nobody calls here, if it returns a function: that may signal.
func (f *frame) checkReleased(s *state, i *ssa.Return) {
	returnsFunction := slices.ContainsFunc(i.Results, func(v ssa.Value) bool {
		_, ok := v.Type().Underlying().(*types.Signature)
		return ok
	})
	if !returnsFunction || f.hasCallers() {
		return
	}
	for _, k := range sortedKeys(s.live) {
		l := s.live[k]
		r := f.recordOf(l)
		if r == nil || l.eff.Kind == summary.Signal || !f.pending(s, l.eff) {
			continue
		}
		if f.steps += 10 * len(s.live); f.exhausted() {
			return
		}
		for _, other := range sortedKeys(s.live) {
			if o := s.live[other]; o != l && o.eff.Kind != summary.Signal && o.src != l.src && !serial(r.worker, o) {
				f.checkBegun(s, l, o)
			}
		}
	}
}

// tells reports whether a last result of type t tells how a call went.
func tells(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return isErrorType(t) || ok && b.Kind() == types.Bool
}

// ends lets s be a state in which v, a last result, tells of success or failure,
// and reports whether that can be.
func (f *frame) ends(s *state, v ssa.Value, success bool, at *ssa.BasicBlock) bool {
	if !isErrorType(v.Type()) {
		return f.assume(s, v, success, at)
	}
	if isNil, known := isNilNow(s, v); known {
		return isNil == success
	}
	s.learn(nameOfNil(v), success)
	if success {
		f.succeeded(s, v, at)
	}
	return true
}

// outcomeKey names the condition that what call i runs goes well, if a last result
// tells that and is kept anywhere. What a call returns that only starts a function,
// as TryGo does, tells nothing of that function.
func outcomeKey(i ssa.Instruction) string {
	call, ok := i.(*ssa.Call)
	if !ok {
		return ""
	}
	if row, _, _ := rowOf(&call.Call); row.Op == contract.Spawn {
		return ""
	}
	results := call.Call.Signature().Results()
	n := results.Len()
	if n == 0 || !tells(results.At(n-1).Type()) {
		return ""
	}
	name := func(v ssa.Value) string {
		if isErrorType(v.Type()) {
			return nameOfNil(v)
		}
		return v.Name() + "="
	}
	if n == 1 {
		return name(call)
	}
	for _, r := range *call.Referrers() {
		if e, ok := r.(*ssa.Extract); ok && e.Index == n-1 {
			return name(e)
		}
	}
	return ""
}

// succeeded changes s as a call does that went well, if v, which says so, is its
// last result, and nothing else has happened since.
func (f *frame) succeeded(s *state, v ssa.Value, to *ssa.BasicBlock) {
	call, ok := v.(*ssa.Call)
	if e, isPart := v.(*ssa.Extract); isPart {
		call, ok = e.Tuple.(*ssa.Call)
		ok = ok && e.Index == call.Call.Signature().Results().Len()-1
	}
	if !ok || !tells(v.Type()) || call.Block() != to && !slices.Contains(call.Block().Succs, to) || !nothingAfter(call) {
		return
	}
	if row, recv, args := rowOf(&call.Call); row.Op == contract.Acquire {
		f.acquire(s, row, recv, args)
		return
	}
	switch c := &call.Call; {
	case f.neverSeen(c):
		for _, a := range c.Args {
			if sig, ok := a.Type().Underlying().(*types.Signature); ok && types.Identical(sig.Results(), c.Signature().Results()) {
				f.confirm(s, f.val(a), &binding{instr: call, base: freshStep * 32}, 1)
			}
		}
	case c.IsInvoke() || c.StaticCallee() != nil:
		if row, _, _ := rowOf(c); row.Op.Acts() {
			return
		}
		if targets := f.targets(s, c); len(targets) == 1 {
			f.succeeds(s, &binding{target: targets[0], instr: call}, 0)
		}
	default:
		f.confirm(s, f.val(c.Value), &binding{instr: call, target: target{params: f.args(c)}}, 0)
	}
}

// nothingAfter reports whether the block of i does nothing after it but look at what
// it has returned.
func nothingAfter(i ssa.Instruction) bool {
	instrs := i.Block().Instrs
	for _, i := range instrs[slices.Index(instrs, i)+1:] {
		switch i := i.(type) {
		case *ssa.Extract, *ssa.BinOp, *ssa.UnOp, *ssa.If, *ssa.Return, *ssa.Jump, *ssa.DebugRef:
		case *ssa.Store:
			if !tells(i.Val.Type()) {
				return false
			}
		default:
			return false
		}
	}
	return true
}

// confirm changes s as the last call of a function does that has succeeded. b says
// where the objects come from that it has made; depth is how many calls lead to it.
func (f *frame) confirm(s *state, fns path.Set, b *binding, depth int) {
	if len(fns) != 1 || depth > maxDepth {
		return
	}
	targets, known := f.valueTarget(s, fns[0], b.params)
	switch {
	case !known:
		put(&s.confirmed, fns[0].Path, true)
	case len(targets) == 1:
		f.succeeds(s, &binding{target: targets[0], instr: b.instr, base: b.base}, depth)
	}
}

// succeeds changes s as b's target does where it succeeds. What others have called
// for this function has until now only possibly stored what it stores anyhow.
func (f *frame) succeeds(s *state, b *binding, depth int) {
	if b.sum == nil {
		return
	}
	f.creates(b)
	if depth > 0 {
		for _, st := range b.sum.Stores {
			if st.Must {
				f.storeIn(s, b, st)
			}
		}
	}
	if m := f.pkg.modes[b.sum]; m != nil && depth == 0 {
		f.putModes(s, b, m.good)
	}
	ok := b.sum.Success
	if ok == nil {
		return
	}
	for _, st := range ok.Stores {
		f.storeIn(s, b, st)
	}
	if depth == 0 {
		f.waitAll(s, b, ok.Waits)
		f.lockAll(s, b, ok.Acquired)
	}
	for _, p := range ok.Confirms {
		n := slices.IndexFunc(b.sum.Effects, func(e summary.Effect) bool { return e.Kind == summary.Call && hasPath(e.Names, p) })
		var fns path.Set
		for _, r := range b.refs(p) {
			fns = fns.Plus(f.resolve(s, r)...)
		}
		f.confirm(s, fns, &binding{instr: b.instr, base: b.nested(n, depth, 0)}, depth+1)
	}
}

// exitsThat returns the states of the exits that are as wanted.
func (f *frame) exitsThat(want func(exit) bool) []*state {
	var out []*state
	for _, e := range f.exits {
		if want(e) {
			out = append(out, e.state)
		}
	}
	return out
}

// returnsError reports whether the last result of the function is an error.
func (f *frame) returnsError() bool {
	results := f.fn.Signature.Results()
	return results.Len() > 0 && isErrorType(results.At(results.Len()-1).Type())
}

// success returns what is sure where the function succeeds, besides what sum says of
// all calls.
func (x *exporter) success(sum *summary.Summary) *summary.Success {
	states := x.f.exitsThat(func(e exit) bool { return e.ends == summary.OnSuccess })
	if len(states) == 0 || len(states) == len(x.f.exits) {
		return nil
	}
	ok := &summary.Success{}
	if !x.f.returnsError() {
		h := joined(states)
		ok.Stores = slices.DeleteFunc(x.stores(&h), func(st summary.Store) bool {
			return !st.Must || slices.ContainsFunc(sum.Stores, func(o summary.Store) bool { return o.Must && o.Loc == st.Loc && o.Vals.Equal(st.Vals) })
		})
	}
	ok.Acquired, ok.Waits = x.gained(states)
	ok.Acquired = slices.DeleteFunc(ok.Acquired, func(l summary.Lock) bool { return slices.Contains(sum.Acquired, l) })
	ok.Waits = slices.DeleteFunc(ok.Waits, func(t summary.Token) bool { return slices.Contains(sum.Waits, t) })
	for p := range states[0].confirmed {
		if n := x.name(p); !n.IsZero() && !slices.ContainsFunc(states, func(s *state) bool { return !s.confirmed[p] }) {
			ok.Confirms = append(ok.Confirms, n)
		}
	}
	slices.SortFunc(ok.Confirms, path.Compare)
	if ok.IsEmpty() {
		return nil
	}
	return ok
}

// wrapped returns vals, those of result i, without the streams that the function
// returns as they are on one way, and on another one in a wrapper, if only there
// something is left running that uses them: what happens to the bare stream does
// not meet that. It is taken to be wrapped, so what the bare one meets elsewhere
// is seen as far as the wrapper hands it on.
func (x *exporter) wrapped(i int, vals path.Set) path.Set {
	if len(vals) < 2 {
		return vals
	}
	return vals.Map(func(v path.Value) path.Value {
		wraps := func(w path.Value) bool { return w.Path != v.Path && hasPathOf(x.heap.Streams(path.Set{w}), v.Path) }
		if slices.ContainsFunc(vals, wraps) && x.usedOnlyWrapped(i, v) {
			return path.Value{}
		}
		return v
	})
}

// usedOnlyWrapped reports whether goroutines that use v run on after some return, and
// after none that gives v itself as result i.
func (x *exporter) usedOnlyWrapped(i int, v path.Value) bool {
	used := false
	for _, e := range x.f.exits {
		bare := x.f.val(e.instr.Results[i]).Has(v)
		for _, l := range e.state.live {
			if hasPathOf(e.state.heap.Streams(l.res), v.Path) {
				if bare {
					return false
				}
				used = true
			}
		}
	}
	return used
}

func hasPathOf(vals path.Set, p path.Path) bool {
	return slices.ContainsFunc(vals, func(v path.Value) bool { return v.Path == p })
}
