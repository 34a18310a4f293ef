package infer

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/streamvet/streamvet/internal/contract"
	"github.com/streamvet/streamvet/internal/order"
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

// A clash is a pair of records that may overlap on one stream.
type clash struct {
	category string
	a, b     *record
	nameA    path.Path
	nameB    path.Path
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
	sources := f.sourcesOf(b.instr, insts)
	recs := f.recordAll(s, b.instr, insts, sources)
	if f.exhausted() {
		return // the function is given up
	}
	// What waits for a signal of the same call is no longer pending.
	for n := range insts {
		if x := &insts[n]; x.eff.Kind == summary.Signal && x.eff.Async && x.eff.Live {
			f.start(s, x, sources[n])
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
			l := f.start(s, x, sources[n])
			s.instead(l, b.instr, f.onlyIf(s, b, x.from))
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

// start makes an async effect live, and returns that.
func (f *frame) start(s *state, x *inst, src source) *live {
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
	if old, ok := s.live[key]; ok && len(old.apart) > 0 {
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

// sourcesOf returns the sources of the effects of instruction i. An effect has the same
// one whenever the instruction is run, whatever others there are by then.
func (f *frame) sourcesOf(i ssa.Instruction, insts []inst) []source {
	known := f.numbers[i]
	if known == nil {
		known = map[string]int{}
		f.numbers[i] = known
	}
	out := make([]source, len(insts))
	times := map[string]int{}
	for n := range insts {
		key := string(appendRefs(strconv.AppendInt(nil, int64(insts[n].from), 10), insts[n].refs))
		times[key]++
		if times[key] > 1 {
			key += strconv.Itoa(times[key])
		}
		if _, ok := known[key]; !ok {
			known[key] = len(known)
		}
		out[n] = source{i, known[key]}
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
	return cmp.Or(cmp.Compare(a.Kind, b.Kind), path.Compare(a.Path, b.Path))
}

func sortLocks(list []summary.Lock) {
	slices.SortFunc(list, func(a, b summary.Lock) int { return path.Compare(a.Path, b.Path) })
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
	f.pair(s, r, other, r.res, res, l.eff, f.countOf(l.src.instr, r.src.instr))
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
