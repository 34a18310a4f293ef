package infer

import (
	"go/types"
	"maps"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/streamvet/streamvet/internal/contract"
	"github.com/streamvet/streamvet/internal/path"
	"github.com/streamvet/streamvet/internal/summary"
)

// goStmt starts a goroutine.
func (f *frame) goStmt(s *state, i *ssa.Go) {
	if row, recv, args := rowOf(&i.Call); row.Op.Acts() {
		// go wg.Wait(), go once.Do(f), go mu.Lock(): what matters is the call.
		var after []summary.Token
		var locks []summary.Lock
		switch row.Op {
		case contract.Once:
			if loc := f.single(recv); !loc.IsZero() {
				after = []summary.Token{{Kind: summary.Done, Path: loc}}
				locks = []summary.Lock{{Path: loc.Add(summary.OnceLock), Once: true}}
			}
		case contract.Write, contract.Read, contract.Copy:
			f.spawn(s, i, &i.Call, f.ioTargets(row, args), nil, nil)
			return
		case contract.Inline, contract.Flight, contract.Spawn, contract.InTurn:
		default:
			return
		}
		f.spawn(s, i, &i.Call, f.valueTargets(s, f.funcArg(args, row.Arg), nil), after, locks)
		return
	}
	if f.neverSeen(&i.Call) {
		// As in callbacks, but on the new goroutine.
		f.spawn(s, i, &i.Call, f.valueTargets(s, f.funcArg(i.Call.Args, -1), nil), nil, nil)
		return
	}
	f.spawn(s, i, &i.Call, f.targets(s, &i.Call), nil, nil)
}

// spawnCall runs a call of a function that starts a goroutine.
func (f *frame) spawnCall(s *state, i ssa.Instruction, c *ssa.CallCommon, row contract.Row, recv ssa.Value, args []ssa.Value) {
	var after []summary.Token
	var locks []summary.Lock
	if recv != nil {
		if loc := f.single(recv); !loc.IsZero() {
			if row.Join == contract.Wait {
				after = []summary.Token{{Kind: summary.Group, Path: loc}}
				put(&s.added, loc, true)
			}
			if s.limited[loc] {
				locks = []summary.Lock{{Path: loc.Add(summary.LimitLock)}}
			} else if hasLimit(recv.Type()) && (loc.Root.Kind == path.Free || loc.Root.Outside() && f.hasCallers()) {
				locks = []summary.Lock{{Path: loc.Add(summary.MaybeLimit)}}
			}
		}
	}
	if call, ok := i.(*ssa.Call); ok && row.Join == contract.Stop && !f.pkg.look().restarts {
		timer := site(i, unknownResult)
		f.setResult(call, 0, path.Set{timer})
		after = []summary.Token{{Kind: summary.Closed, Path: timer.Path}}
	}
	f.spawn(s, i, c, f.valueTargets(s, f.funcArg(args, row.Arg), nil), after, locks)
}

// spawnInterrupt runs a call of a function that is given what interrupts one of the goroutines of
// the receiver, as soon as another one is over: all of those run on one goroutine, beside
// those that are to be interrupted.
func (f *frame) spawnInterrupt(s *state, i ssa.Instruction, c *ssa.CallCommon, row contract.Row, recv ssa.Value, args []ssa.Value) {
	loc := f.single(recv)
	if loc.IsZero() || row.Arg+1 >= len(args) {
		return
	}
	after := []summary.Token{{Kind: summary.Group, Path: loc}}
	locks := []summary.Lock{{Path: loc.Add(summary.LimitLock)}}
	others := make([]target, len(f.arg(args, row.Arg))) // what they make has other names
	f.spawn(s, i, c, slices.Concat(others, f.valueTargets(s, f.arg(args, row.Arg+1), nil)), after, locks)
}

// hasLimit reports whether a group of type t can be limited to one goroutine at a time.
func hasLimit(t types.Type) bool {
	obj, _, _ := types.LookupFieldOrMethod(t, true, nil, "SetLimit")
	return obj != nil
}

// spawnWriters runs a call that starts a process, the output of which goroutines hand to
// what its Stdout and Stderr fields hold: "If Stdout and Stderr are the same writer, [...]
// at most one goroutine at a time will call Write", https://pkg.go.dev/os/exec#Cmd.
func (f *frame) spawnWriters(s *state, i ssa.Instruction, c *ssa.CallCommon, row contract.Row, recv ssa.Value) {
	loc := f.single(recv)
	if loc.IsZero() {
		return
	}
	var targets []target
	var seen path.Set
	for _, field := range [...]string{".Stdout", ".Stderr"} {
		for _, v := range s.heap.Walk(f.val(recv)[0], field) {
			if seen.Has(v) {
				continue
			}
			seen = seen.Plus(v)
			if t := f.methodTarget(v, "Write", []summary.Arg{{}}); t != nil {
				targets = append(targets, *t)
			}
		}
	}
	done := summary.Token{Kind: summary.Group, Path: loc}
	put(&s.added, loc, true)
	f.spawn(s, i, c, targets, []summary.Token{done}, nil)
	if row.Op == contract.RunWriters {
		f.wait(s, done)
	}
}

// stopped is told what call c has returned. If it stops a timer, or is a call of what
// context.AfterFunc returns, and returns true, the function that was to run never does,
// which is as good as waiting for it.
func (f *frame) stopped(s *state, c *ssa.CallCommon, truth bool) {
	row, stop, _ := rowOf(c)
	switch {
	case row.Op == contract.Stop:
	case row.Op == contract.None && !c.IsInvoke() && c.StaticCallee() == nil && len(c.Args) == 0:
		stop = c.Value
	default:
		return
	}
	if vals := f.val(stop); len(vals) == 1 {
		f.learnStopped(s, vals[0].Path, truth)
		if truth {
			f.wait(s, summary.Token{Kind: summary.Closed, Path: vals[0].Path})
		}
	}
}

// inTurn runs a call of a function that runs functions in goroutines, one at a time.
// Its result, if it has one, is closed when the function is over.
func (f *frame) inTurn(s *state, i ssa.Instruction, c *ssa.CallCommon, row contract.Row, recv ssa.Value, args []ssa.Value) {
	var after []summary.Token
	var locks []summary.Lock
	if loc := f.single(recv); !loc.IsZero() {
		locks = []summary.Lock{{Path: loc.Add(summary.LimitLock)}}
	}
	if call, ok := i.(*ssa.Call); ok && c.Signature().Results().Len() == 1 {
		done := site(i, unknownResult)
		f.setResult(call, 0, path.Set{done})
		after = []summary.Token{{Kind: summary.Closed, Path: done.Path}}
	}
	f.spawn(s, i, c, f.valueTargets(s, f.funcArg(args, row.Arg), nil), after, locks)
}

// groupOf returns the group whose Wait reports the error of the function that
// call i starts, or the zero path.
func (f *frame) groupOf(i ssa.Instruction) path.Path {
	call, ok := i.(*ssa.Call)
	if !ok {
		return path.Path{}
	}
	row, recv, _ := rowOf(&call.Call)
	if row.Join != contract.Wait {
		return path.Path{}
	}
	return f.single(recv)
}

// waitGroup runs call i, which waits for the goroutines of the group at loc. What
// one of them has left behind where it failed is running only if the call returns
// an error.
func (f *frame) waitGroup(s *state, i ssa.Instruction, loc path.Path) {
	f.wait(s, summary.Token{Kind: summary.Group, Path: loc})
	key := outcomeKey(i)
	if key == "" {
		return
	}
	for k, l := range s.live {
		if l.failed == loc {
			g := maps.Clone(l.guard)
			put(&g, key, false)
			s.live[k] = l.with(l.res, g)
		}
	}
}

// spawn starts a goroutine that runs targets. Its end signals after, and locks
// are held while it runs.
func (f *frame) spawn(s *state, i ssa.Instruction, c *ssa.CallCommon, targets []target, after []summary.Token, locks []summary.Lock) {
	locks = append(locks, f.claimsOf(s, i)...)
	for n, t := range targets {
		if t.sum == nil {
			continue
		}
		b := &binding{target: t, instr: i, base: n * freshStep * 16}
		if row, _, _ := rowOf(c); !row.Op.Acts() {
			b.read(i, c)
		}
		ctx := &summary.Effect{Async: true, Live: true, Trace: f.step(summary.AtGo, i, c), After: after, Locks: locks}
		f.mergeGenerations(b)
		f.creates(b)
		f.storeAll(s, b)
		insts := f.instantiate(s, b, ctx, 0)
		f.dropUnannounced(s, b, insts)
		f.countSenders(s, i, insts)
		f.happen(s, b, insts)
	}
}

// dropUnannounced drops the tokens of wait groups that did not know of the
// goroutine when it was started: waiting for them need not wait for it.
// https://pkg.go.dev/sync#WaitGroup.Add: "calls with a positive delta that occur
// when the counter is zero must happen before a Wait".
func (f *frame) dropUnannounced(s *state, b *binding, insts []inst) {
	inside := f.adds(s, b)
	for n := range insts {
		e := &insts[n].eff
		e.After = slices.DeleteFunc(slices.Clone(e.After), func(t summary.Token) bool {
			switch {
			case t.Kind != summary.Group && t.Kind != summary.Counted || s.added[t.Path]:
				return false
			case t.Kind == summary.Counted:
				return inside[t.Path] // what it is made with isn't known
			}
			return inside[t.Path] || t.Path.Root.Kind == path.Site
		})
	}
}

// dropOwnAdds is dropUnannounced for a function that b's target, another function, runs
// on a goroutine: who has called that may have announced it as well.
func (f *frame) dropOwnAdds(s *state, b, inner *binding, insts []inst) {
	inside, announced := f.adds(s, inner), f.adds(s, b)
	for n := range insts {
		e := &insts[n].eff
		e.After = slices.DeleteFunc(slices.Clone(e.After), func(t summary.Token) bool {
			return (t.Kind == summary.Group || t.Kind == summary.Counted) && inside[t.Path] && !announced[t.Path] && !s.added[t.Path]
		})
	}
}

// adds returns the wait groups to which b's target announces goroutines.
func (f *frame) adds(s *state, b *binding) map[path.Path]bool {
	out := map[path.Path]bool{}
	for _, p := range b.sum.Adds {
		if loc := f.location(s, b, p); !loc.IsZero() {
			out[loc] = true
		}
	}
	return out
}

// countSenders notes for each channel that the goroutine started at i is one
// more that sends on it.
func (f *frame) countSenders(s *state, i ssa.Instruction, insts []inst) {
	seen := map[path.Path]bool{}
	for n := range insts {
		e := &insts[n].eff
		if e.Kind != summary.Signal || e.Token.Kind != summary.Sent || seen[e.Token.Path] {
			continue
		}
		ch := e.Token.Path
		seen[ch] = true
		l := f.loops.inner[i.Block()]
		for l != nil && ch.Root.Kind == path.Site && !ch.Root.Old && l.HasSite(ch.Root.Origin()) {
			l = nil // another channel in each iteration
		}
		switch {
		case e.Many || e.Again || l != nil && s.senders[ch] >= maxSenders:
			put(&s.senders, ch, many)
			trips := ""
			if l != nil && (l.parent == nil || ch.Root.Kind == path.Site && l.parent.HasSite(ch.Root.Origin())) && !e.Many && !e.Again {
				trips = l.trips
			}
			if old, ok := f.sendLoops[ch]; ok && old != trips {
				trips = ""
			}
			f.sendLoops[ch] = trips
		default:
			put(&s.senders, ch, min(s.senders[ch]+1, many))
		}
	}
}

// maxSenders is how many of the goroutines that a loop starts are counted. In a loop
// that takes a result for each there are no more than those that it began with.
const maxSenders = 2

// spawnStored looks at what goroutines take from where something has just been
// stored: they may run a function or use a stream that is there now.
func (f *frame) spawnStored(s *state, i ssa.Instruction) {
	f.usedStored(s)
	if f.steps += 10 * len(s.live); f.exhausted() {
		return
	}
	for _, k := range sortedKeys(s.live) {
		l := s.live[k]
		if l.eff.Kind != summary.Call {
			continue
		}
		now := f.resolveAll(s, l.refs)
		var added path.Set
		for _, v := range now {
			if !l.res.Has(v) {
				added = added.Plus(v)
			}
		}
		if len(added) == 0 {
			continue
		}
		s.live[k] = l.with(l.res.Plus(added...), l.guard)
		for n, v := range added {
			targets, ok := f.expandValue(s, l.eff, v)
			if !ok {
				continue
			}
			for m, t := range targets {
				if t.sum == nil {
					continue
				}
				b := &binding{target: t, instr: i, base: (n + m + 2) * freshStep * 64}
				ctx := *l.eff
				insts := f.instantiate(s, b, &ctx, 1)
				if !f.several(l, l) {
					for k := range insts {
						insts[k].worker = l.src
					}
				}
				f.happen(s, b, insts)
			}
		}
	}
}

// several reports whether l and o, which the same instruction has started, may be two
// goroutines.
func (f *frame) several(l, o *live) bool {
	if l.eff.Many || o.eff.Many {
		return true
	}
	if loop := f.loops.inner[l.src.instr.Block()]; loop != nil && (!l.ofThisTime(loop) || !o.ofThisTime(loop)) {
		return true
	}
	if call, ok := l.src.instr.(*ssa.Call); ok {
		if fn := call.Call.StaticCallee(); fn != nil {
			if sum := f.pkg.summary(fn); sum != nil {
				b := &binding{target: target{params: f.args(&call.Call)}}
				return slices.ContainsFunc(sum.Overlaps, func(p summary.Overlap) bool {
					_, several := b.count(p.Count)
					return several && p.A == min(l.from, o.from) && p.B == max(l.from, o.from)
				})
			}
		}
	}
	return false
}

// ofThisTime reports whether l acts on nothing but what the present iteration of a loop
// has made: what earlier ones have started goes by other names.
func (l *live) ofThisTime(in *loop) bool {
	for _, r := range l.refs {
		if root := r.v.Root; root.Kind != path.Site || root.Old || !in.HasSite(root.Origin()) {
			return false
		}
	}
	return len(l.refs) > 0
}

// madeEach reports whether l acts on what each run of the instruction that has started it
// has made, so that several of its kind act on several objects.
func (f *frame) madeEach(l *live) bool {
	in := f.loops.inner[l.src.instr.Block()]
	for _, r := range l.refs {
		if root := r.v.Root; in == nil || root.Kind != path.Site || !in.HasSite(root.Origin()) {
			return false
		}
	}
	return len(l.refs) > 0
}

// withoutOwn returns vals without those that only the object has that l acts on.
func withoutOwn(vals path.Set, l *live) path.Set {
	return vals.Map(func(v path.Value) path.Value {
		for _, r := range l.refs {
			if v.Owned.Root == r.v.Root {
				return path.Value{}
			}
		}
		return v
	})
}

// usedStored checks the accesses that goroutines make to what has just been stored
// where they look for it.
func (f *frame) usedStored(s *state) {
	if f.steps += 10 * len(s.live); f.exhausted() {
		return
	}
	for _, k := range sortedKeys(s.live) {
		l := s.live[k]
		if l.eff.Kind != summary.Access || l.eff.Bound {
			continue
		}
		now := s.heap.Streams(f.resolveAll(s, l.refs))
		var added path.Set
		for _, v := range now {
			if !l.res.Has(v) {
				added = added.Plus(v)
			}
		}
		if len(added) == 0 {
			continue
		}
		s.live[k] = l.with(l.res.Plus(added...), l.guard)
		r := f.recordOf(l)
		if !f.checking || r == nil || f.pending(s, l.eff) {
			continue
		}
		r.res = r.res.Plus(added...)
		r.raw = r.raw.Plus(added...)
		for _, k2 := range sortedKeys(s.live) {
			o := s.live[k2]
			if o.eff.Kind != summary.Access || f.pending(s, o.eff) || o.src.instr == l.src.instr && !f.several(s.live[k], o) || serial(l.worker, o) && k2 != k || l.apartFrom(o) {
				continue
			}
			if other := f.recordOf(o); other != nil {
				mine, others := added, f.actingOn(s, o)
				if o.src.instr == l.src.instr && f.madeEach(l) && f.madeEach(o) {
					mine, others = withoutOwn(mine, l), withoutOwn(others, o)
					if len(mine) == 0 || len(others) == 0 {
						continue
					}
				}
				f.pair(s, r, other, mine, others, o.eff, f.countOf(o.src.instr, l.src.instr))
			}
		}
	}
}
