package infer

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"

	"golang.org/x/tools/go/ssa"

	"github.com/streamvet/streamvet/internal/path"
	"github.com/streamvet/streamvet/internal/summary"
)

// A record is an effect of this function, as it was when the function's states
// were stable.
type record struct {
	eff    summary.Effect
	refs   []ref
	raw    path.Set        // what it may act on, in this function
	res    path.Set        // the same, wrappers taken off streams
	gates  []summary.Token // what this goroutine had waited for
	held   []summary.Lock  // locks of this goroutine at the time
	src    source
	worker source
	made   bool         // see inst
	fn     path.Value   // see inst
	exit   bool         // still live at some return
	left   summary.Left // which ones
	key    recordKey
	states []*state // in which it happens or starts
	ats    []moment
	after  []summary.Token // surely signaled after it by this goroutine
	cover  []summary.Lock  // held by this goroutine until it is over
}

type recordKey struct {
	src source
	key string
}

// happen adds the effects of a call to s: they are checked against what is live,
// recorded, and live on if they outlive the call.
func (f *frame) happen(s *state, b *binding, insts []inst) {
	for n := range insts {
		x := &insts[n]
		if x.eff.Kind == summary.Signal && !x.eff.Async {
			f.emit(s, b.instr, x.eff.Token)
		}
		if x.eff.Kind == summary.Call && !x.eff.Async {
			s.confirmed = nil // by now that is not the last call
		}
	}
	if f.pkg.modes[b.sum] != nil {
		insts = slices.DeleteFunc(slices.Clone(insts), func(x inst) bool { return contradicts(f.onlyIf(s, b, x.from), s.facts) })
	}
	sources := f.sourcesOf(b, insts)
	recs := f.recordAll(s, b.instr, insts, sources)
	if f.exhausted() {
		return // the function is given up
	}
	// What waits for a signal of the same call is no longer pending.
	for n := range insts {
		if x := &insts[n]; x.eff.Kind == summary.Signal && x.eff.Async && x.eff.Live {
			f.start(s, x, sources[n], nil)
			if f.checking {
				f.release(s, x.eff.Token)
			}
		}
	}
	if f.checking {
		for n, r := range recs {
			f.checkLive(s, r, f.premise(s, b, insts[n].from))
			f.checkLeft(s, r)
		}
		f.checkOverlaps(s, b, insts, recs)
	}
	started := false
	for n := range insts {
		x := &insts[n]
		if x.eff.Async && x.eff.Live && x.eff.Kind != summary.Signal {
			if x.eff.Many && !x.own && f.checking {
				f.pair(s, recs[n], recs[n], recs[n].res, recs[n].res, &recs[n].eff, "")
			}
			conds := f.onlyIf(s, b, x.from)
			l := f.start(s, x, sources[n], conds)
			s.instead(l, b.instr, conds)
			if f.pkg.modes[b.sum] != nil {
				put(&b.started, f.liveKey(l), x.from)
			}
			started = true
		}
	}
	for n := range insts {
		if x := &insts[n]; f.fn != nil && x.eff.Kind == summary.Call && !x.eff.Async && mayLeave(&x.eff) {
			put(&s.called, sources[n], true)
		}
	}
	if started {
		s.handOver()
	}
}

// mayLeave reports whether e, a call of what isn't known here, is one of a function value:
// a callback, which may start goroutines.
func mayLeave(e *summary.Effect) bool { return e.Method == "" }

// start makes an async effect live, which is started only if conds hold, and returns that.
func (f *frame) start(s *state, x *inst, src source, conds map[string]bool) *live {
	eff := x.eff
	l := &live{eff: &eff, refs: x.refs, res: f.actsOn(s, &eff, x.refs), src: src, from: x.from, worker: x.worker}
	if !x.fn.Via.IsZero() {
		l.fns = path.Set{x.fn}
	}
	// Where the call ends otherwise, nothing is running.
	if key := outcomeKey(src.instr); key != "" && eff.Left != summary.Anyhow {
		l.guard = map[string]bool{key: eff.Left == summary.OnSuccess}
	} else if eff.Left == summary.OnFailure {
		l.failed = f.groupOf(src.instr)
	}
	eff.Left = summary.Anyhow
	key := f.liveKey(l)
	if old, ok := s.live[key]; ok && (len(old.apart) > 0 || contradicts(conds, old.guard)) {
		f.outlive(s, key, old)
	} else if ok {
		l.res = l.res.Plus(old.res...)
		l.guard, l.several = nil, true
		l.fns = eachOf(l.fns, old.fns)
	}
	put(&s.live, key, l)
	return l
}

func (f *frame) resolveAll(s *state, refs []ref) path.Set {
	var out path.Set
	for _, r := range refs {
		out = out.Plus(f.resolve(s, r)...)
	}
	return out
}

// actsOn is resolveAll without the values whose own methods do what e stands for:
// expand has followed those.
func (f *frame) actsOn(s *state, e *summary.Effect, refs []ref) path.Set {
	vals := f.resolveAll(s, refs)
	if e.Kind != summary.Access {
		return vals
	}
	return vals.Map(func(v path.Value) path.Value {
		if v.Dyn != "" && v.Dyn != streamType && f.methodTarget(v, e.Method, e.Args) != nil {
			return path.Value{}
		}
		return v
	})
}

// bound reports whether what r acts on was looked up before its goroutine began: it
// was handed over, or is in a local variable that the goroutine has captured.
func (r *record) bound() bool {
	for _, ref := range r.refs {
		if ref.sel != "" && (ref.sel != "*" || ref.v.Root.Kind != path.Site) {
			return false
		}
	}
	return true
}

// actingOn returns what l acts on by now.
func (f *frame) actingOn(s *state, l *live) path.Set {
	if l.eff.Bound {
		return l.res
	}
	return l.res.Plus(f.actsOn(s, l.eff, l.refs)...)
}

// liveKey identifies a live effect; keys sort in the order of the source.
func (f *frame) liveKey(l *live) string {
	b := make([]byte, 0, 320)
	b = fmt.Appendf(b, "%06d.%03d ", f.ordinal(l.src.instr), l.src.n)
	b = appendRefs(b, l.refs)
	return string(b) + l.eff.Key()
}

func appendRefs(b []byte, refs []ref) []byte {
	for _, r := range refs {
		b = append(append(r.v.Path.Append(b), r.sel...), ' ')
	}
	return b
}

// ordinal numbers the instructions of the function.
func (f *frame) ordinal(i ssa.Instruction) int {
	if f.ordinals == nil {
		f.ordinals = map[ssa.Instruction]int{}
		for _, b := range f.fn.Blocks {
			for _, i := range b.Instrs {
				f.ordinals[i] = len(f.ordinals)
			}
		}
	}
	return f.ordinals[i]
}

// sourcesOf returns the sources of the effects that b's target has. An effect has the same
// one whenever the instruction is run, whatever others there are by then.
func (f *frame) sourcesOf(b *binding, insts []inst) []source {
	known := f.numbers[b.instr]
	if known == nil {
		known = map[string]int{}
		f.numbers[b.instr] = known
	}
	out := make([]source, len(insts))
	times := map[string]int{}
	for n := range insts {
		key := string(appendRefs(fmt.Appendf(nil, "%d.%d ", b.base, insts[n].from), insts[n].refs))
		times[key]++
		if times[key] > 1 {
			key += strconv.Itoa(times[key])
		}
		if _, ok := known[key]; !ok {
			known[key] = len(known)
		}
		out[n] = source{b.instr, known[key]}
	}
	return out
}

// afterGiving returns vals with those that were received and sent on by other names:
// from then on others may have them.
func (s *state) afterGiving(vals path.Set) path.Set {
	return vals.Map(func(v path.Value) path.Value {
		if s.given[v.Path] {
			v.Path = v.Path.Given()
		}
		return v
	})
}

// recordAll records the effects of instruction i.
func (f *frame) recordAll(s *state, i ssa.Instruction, insts []inst, sources []source) []*record {
	if !f.recording {
		return nil
	}
	recs := make([]*record, len(insts))
	f.steps += len(insts) * s.size()
	if f.exhausted() {
		return recs
	}
	gates := sortedTokens(s.waited)
	var at *state // a copy of s, once there is one
	remember := func(r *record) {
		if at == nil {
			at = s.clone()
		}
		r.states, r.ats = append(r.states, at), append(r.ats, f.now(i))
	}
	for n := range insts {
		x := &insts[n]
		r := &record{eff: x.eff, refs: x.refs, raw: f.actsOn(s, &x.eff, x.refs), gates: gates, src: sources[n], worker: x.worker, made: x.made, fn: x.fn}
		if len(s.given) > 0 {
			r.raw = s.afterGiving(r.raw)
			if len(r.eff.Args) > 0 {
				r.eff.Args = slices.Clone(r.eff.Args)
				for k := range r.eff.Args {
					r.eff.Args[k].Vals = s.afterGiving(r.eff.Args[k].Vals)
				}
			}
		}
		r.res = r.raw
		if r.eff.Kind == summary.Access {
			r.res = s.heap.Streams(r.raw)
		}
		r.key = recordKey{r.src, r.eff.Key() + fmt.Sprint(r.raw)}
		if old := f.seen[r.key]; old != nil {
			if !f.checking {
				remember(old)
			}
			recs[n] = old
			continue
		}
		remember(r)
		r.held = s.locks()
		if !r.eff.Async {
			r.eff.Released = uniquePaths(slices.AppendSeq(slices.Clip(r.eff.Released), maps.Keys(s.released)))
		}
		f.addRecord(r)
		recs[n] = r
	}
	return recs
}

func (f *frame) addRecord(r *record) {
	f.seen[r.key] = r
	f.records = append(f.records, r)
	f.recordsAt[r.src] = append(f.recordsAt[r.src], r)
}

// sortedTokens returns the tokens of a set in a fixed order.
func sortedTokens(set map[summary.Token]bool) []summary.Token {
	if len(set) == 0 {
		return nil
	}
	list := make([]summary.Token, 0, len(set))
	for t := range set {
		list = append(list, t)
	}
	slices.SortFunc(list, compareTokens)
	return list
}

func compareTokens(a, b summary.Token) int {
	late := func(t summary.Token) int {
		if t.Late {
			return 1
		}
		return 0
	}
	return cmp.Or(cmp.Compare(a.Kind, b.Kind), path.Compare(a.Path, b.Path), cmp.Compare(late(a), late(b)))
}

func sortLocks(list []summary.Lock) {
	slices.SortFunc(list, func(a, b summary.Lock) int { return path.Compare(a.Path, b.Path) })
}
