package infer

import (
	"go/token"
	"maps"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/streamvet/streamvet/internal/contract"
	"github.com/streamvet/streamvet/internal/path"
	"github.com/streamvet/streamvet/internal/summary"
)

// emit signals t from this goroutine: what waits for it can begin now, and what
// is live then is not over by it.
func (f *frame) emit(s *state, i ssa.Instruction, t summary.Token) {
	if t.Path.IsZero() {
		return
	}
	f.note(i, t)
	put(&s.signaled, t, true)
	if !f.recording {
		return
	}
	f.noteRunning(s, t)
	r := &record{eff: summary.Effect{Kind: summary.Signal, Token: t, Trace: f.step(summary.AtCall, i, nil)}, src: source{i, -1}}
	r.key = recordKey{r.src, r.eff.Key()}
	if f.seen[r.key] == nil {
		r.gates = sortedTokens(s.waited)
		r.states, r.ats = []*state{s.clone()}, []moment{f.now(i)}
		f.addRecord(r)
	}
	// Also if it may have been signaled before: that may have been in a former iteration.
	if f.checking {
		f.release(s, t)
	}
}

// release checks the live effects that waited for t against the others.
func (f *frame) release(s *state, t summary.Token) {
	for _, k := range sortedKeys(s.live) {
		l := s.live[k]
		if l.eff.Kind == summary.Signal || f.pending(s, l.eff) || !waitsFor(l.eff, t) {
			continue
		}
		if r := f.recordOf(l); r != nil {
			for _, k2 := range sortedKeys(s.live) {
				if o := s.live[k2]; (k2 != k || f.several(l, l)) && o.eff.Kind != summary.Signal && !f.pending(s, o.eff) && (o.src.instr != l.src.instr || f.several(l, o)) && !serial(r.worker, o) && !l.apartFrom(o) {
					f.checkBegun(s, l, o)
				}
			}
		}
	}
}

func waitsFor(e *summary.Effect, t summary.Token) bool {
	return slices.ContainsFunc(e.Gates, t.Completes)
}

// pending reports whether e can't have begun: it waits for something that was
// made here, and nobody has signaled it yet.
func (f *frame) pending(s *state, e *summary.Effect) bool {
	if !e.Async {
		return false
	}
	for _, g := range e.Gates {
		if f.unsignaled(s, g) {
			return true
		}
	}
	return false
}

func (f *frame) unsignaled(s *state, g summary.Token) bool {
	if g.Path.Root.Kind != path.Site || g.Path.Root.Old {
		return false
	}
	switch g.Kind {
	case summary.Group:
		if !s.added[g.Path] {
			return false
		}
	case summary.Receive, summary.Closed:
		if f.chanCap(path.Value{Path: g.Path}) == 0 {
			return false
		}
	default:
		return false
	}
	for t := range s.signaled {
		if s.mayComplete(t, g) {
			return false
		}
	}
	for _, l := range s.live {
		if l.eff.Kind == summary.Signal && s.mayComplete(l.eff.Token, g) {
			return false
		}
	}
	return true
}

// mayComplete reports whether t may be what g waits for: t may name one of several
// things.
func (s *state) mayComplete(t, g summary.Token) bool {
	if t.Completes(g) {
		return true
	}
	if t.Path.Definite() || !(summary.Token{Kind: t.Kind, Path: g.Path}).Completes(g) {
		return false
	}
	return slices.ContainsFunc(s.heap.Resolve(t.Path), func(v path.Value) bool { return v.Path == g.Path })
}

// signal signals the end of channel ch, or a send on it.
func (f *frame) signal(s *state, i ssa.Instruction, kind summary.TokenKind, ch ssa.Value) {
	for _, v := range f.val(ch) {
		f.emit(s, i, summary.Token{Kind: kind, Path: v.Path})
	}
}

func (f *frame) chanSend(s *state, i ssa.Instruction, ch, x ssa.Value) {
	for _, v := range f.val(x) {
		if path.HasReceived(v.Path) {
			put(&s.given, v.Path, true)
		}
	}
	for _, c := range f.val(ch) {
		if f.tracked(x.Type()) {
			s.heap.Store(c.Select(path.AnyElem), copied(x.Type(), f.val(x)), false)
		}
	}
	if f.tracked(x.Type()) {
		f.spawnStored(s, i)
	}
	f.signal(s, i, summary.Sent, ch)
	if vals := f.val(ch); len(vals) == 1 {
		f.wait(s, summary.Token{Kind: summary.Given, Path: vals[0].Path})
		f.semSend(s, vals[0], ch, i)
		if f.chanCap(vals[0]) > 1 {
			n := s.senders[vals[0].Path] + 1
			if f.loops.inner[i.Block()] != nil {
				n = many
			}
			put(&s.senders, vals[0].Path, min(n, many))
		}
	}
}

// chanReceive runs a receive. One that asks whether the channel is closed joins
// on the edge where it is.
func (f *frame) chanReceive(s *state, i ssa.Instruction, ch ssa.Value) {
	for _, c := range f.val(ch) {
		f.emit(s, i, summary.Token{Kind: summary.Taken, Path: c.Path})
	}
	if end, ok := ch.(*ssa.Call); ok {
		if row, group, _ := rowOf(&end.Call); row.Op == contract.EndChan {
			f.wait(s, summary.Token{Kind: summary.Group, Path: f.single(group)})
		}
	}
	vals := f.val(ch)
	if len(vals) != 1 {
		for _, p := range s.surely(spot{reg: ch}, vals) {
			f.receivedFrom(s, p)
		}
		return
	}
	c := vals[0]
	if loc := c.Path.Add(summary.SemaphoreLock); f.isHeld(s, loc) {
		f.unlock(s, loc)
		return
	}
	if f.onlyLocks(c, ch) {
		f.unlock(s, c.Path.Add(summary.SemaphoreLock))
	} else if f.usesAs(c, sends) {
		loc := c.Path.Add(summary.SemaphoreLock)
		put(&s.held, loc, summary.Lock{Path: loc})
	}
	f.receivedFrom(s, c.Path)
}

// receivedFrom follows a receive from channel ch.
func (f *frame) receivedFrom(s *state, ch path.Path) {
	if n := s.received[ch]; n < many {
		put(&s.received, ch, n+1)
	}
	f.wait(s, summary.Token{Kind: summary.Receive, Path: ch})
}

// selectStmt runs a select: which case is taken is known on the edges that
// follow. Without a choice it is the operation itself.
func (f *frame) selectStmt(s *state, v *ssa.Select) {
	n := 2
	for _, st := range v.States {
		if st.Send != nil {
			for _, c := range f.val(st.Chan) {
				if f.tracked(st.Send.Type()) {
					s.heap.Store(c.Select(path.AnyElem), copied(st.Send.Type(), f.val(st.Send)), false)
					f.spawnStored(s, v)
				}
			}
			continue
		}
		if f.tracked(elemType(st.Chan.Type())) {
			f.setTuple(v, n, 2+countReceives(v), f.loadSel(s, f.val(st.Chan), path.Received(v.Name())))
		}
		n++
	}
}

func countReceives(v *ssa.Select) int {
	n := 0
	for _, st := range v.States {
		if st.Send == nil {
			n++
		}
	}
	return n
}

// selected runs case n of a select, on the edge where it was taken. at is the
// first instruction that follows.
func (f *frame) selected(s *state, v *ssa.Select, n int, at ssa.Instruction) {
	if n < 0 || n >= len(v.States) {
		return
	}
	st := v.States[n]
	if st.Send != nil {
		f.signal(s, at, summary.Sent, st.Chan)
		if vals := f.val(st.Chan); len(vals) == 1 {
			f.semSend(s, vals[0], st.Chan, at)
		}
		return
	}
	f.chanReceive(s, at, st.Chan)
	if done, ok := st.Chan.(*ssa.Call); ok {
		if row, ctx, _ := rowOf(&done.Call); row.Op == contract.DoneChan {
			s.learn(doneKey(ctx), true)
		}
	}
}

// wait joins: what has surely signaled w before now is over.
func (f *frame) wait(s *state, w summary.Token) {
	if w.Path.IsZero() {
		return
	}
	tokens := f.closure(s, []summary.Token{w})
	for _, t := range tokens {
		put(&s.waited, t, true)
	}
	for k, l := range s.live {
		if l.eff.Kind != summary.Signal && f.over(s, l, tokens) {
			delete(s.live, k)
		}
	}
	for _, t := range tokens {
		if n := s.senders[t.Path]; t.Kind == summary.Receive && n > 0 && n < many && s.received[t.Path] >= n {
			// All have sent what they send: from here on it is as if there were none.
			delete(s.senders, t.Path)
			delete(s.received, t.Path)
			maps.DeleteFunc(s.live, func(_ string, l *live) bool {
				return l.eff.Kind == summary.Signal && l.eff.Token == summary.Token{Kind: summary.Sent, Path: t.Path}
			})
		}
	}
}

// over reports whether l has surely ended once tokens have been waited for.
func (f *frame) over(s *state, l *live, tokens []summary.Token) bool {
	for _, w := range tokens {
		for _, t := range l.eff.After {
			if !t.Completes(w) {
				continue
			}
			switch {
			case w.Kind == summary.Given:
				if f.capacity(s, w.Path) == 1 {
					return true
				}
			case w.Kind != summary.Receive:
				return true
			case t.Kind == summary.Closed:
				if !f.anySender(s, t.Path) {
					return true
				}
			case s.received[t.Path] >= s.senders[t.Path]:
				return true
			}
		}
	}
	return false
}

// anySender reports whether a value may be sent on channel ch, so that a receive
// doesn't mean that it is closed.
func (f *frame) anySender(s *state, ch path.Path) bool {
	sent := summary.Token{Kind: summary.Sent, Path: ch}
	if s.signaled[sent] {
		return true
	}
	for _, l := range s.live {
		if l.eff.Kind == summary.Signal && l.eff.Token == sent {
			return true
		}
	}
	return false
}

// closure adds to the tokens that were waited for what each of their signalers had
// waited for.
func (f *frame) closure(s *state, list []summary.Token) []summary.Token {
	out := slices.Clip(list)
	for n := 0; n < len(out); n++ {
		if out[n].Kind == summary.Group || out[n].Kind == summary.Counted {
			continue
		}
		// Whichever of the signals it was that has come.
		var common []summary.Token
		first := true
		for _, l := range s.live {
			if l.eff.Kind != summary.Signal || !l.eff.Token.Completes(out[n]) {
				continue
			}
			if out[n].Kind == summary.Closed && l.eff.Token.Kind != summary.Closed {
				continue // a channel that is found closed was closed, whatever was sent before
			}
			if first {
				common, first = l.eff.Gates, false
			} else {
				common = intersect(common, l.eff.Gates)
			}
		}
		out = addTokens(out, common...)
	}
	return out
}

// sentOnce reports whether there is one send on t's channel only.
func (f *frame) sentOnce(s *state, t summary.Token) bool {
	return s.senders[t.Path] <= 1 && !s.signaled[t]
}

// edge changes s as following edge n out of b does, and reports whether that edge
// can be taken.
func (f *frame) edge(b *ssa.BasicBlock, n int, s *state) bool {
	to := b.Succs[n]
	if cond, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If); ok {
		if b.Succs[0] != b.Succs[1] && !f.assume(s, cond.Cond, n == 0, to) {
			return false
		}
	}
	for l := f.loops.inner[b]; l != nil; l = l.parent {
		if !l.body[to] {
			f.leave(s, l, b)
		}
	}
	if l := f.skipped(b, to); l != nil {
		f.collect(s, l)
	}
	f.turn(s, b, to)
	phis := f.phiFacts(s, b, to) // before what is known of this iteration is forgotten
	carried := s.carry(b, to)
	if l := f.loops.backEdge(b, to); l != nil {
		f.age(s, l)
	}
	if l := f.loops.entered(b, to); l != nil {
		f.rename(s, func(p path.Path) path.Path { return p.Enter(l) })
	}
	for k, v := range phis {
		put(&s.facts, k, v)
	}
	if carried {
		s.arrive()
	}
	return true
}

// age moves s to the next iteration of l.
func (f *frame) age(s *state, l *loop) {
	f.rename(s, func(p path.Path) path.Path { return p.NextIteration(l) })
	for p := range s.given {
		if p.NextIteration(l) != p {
			delete(s.given, p)
		}
	}
	s.forgetTaken(l)
	s.forgetSpots(func(reg ssa.Value) bool { return l.values[reg.Name()] != nil && !isPhiOf(reg, l.header) })
	s.forget(func(name string) bool { return l.values[name] != nil || f.passed(name, l) })
}

// skipped returns the loop that the edge goes around because it would run zero
// times, or nil: the condition before a loop whose own is at its end.
func (f *frame) skipped(b, to *ssa.BasicBlock) *loop {
	cond, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
	if !ok || b.Succs[1] != to {
		return nil
	}
	l := f.loops.byHeader[b.Succs[0]]
	c, ok := cond.Cond.(*ssa.BinOp)
	if !ok || l == nil || l.body[b] || c.Op != token.LSS || settled(c.Y) != l.bound {
		return nil
	}
	if n, ok := constInt([]ssa.Value{c.X}); !ok || n != 0 {
		return nil
	}
	return l
}

// leave ends loop l on the edge out of b. If the loop has received once in each
// of its iterations, and as many goroutines were started by a loop that runs
// equally often, it has collected all of them.
func (f *frame) leave(s *state, l *loop, b *ssa.BasicBlock) {
	if b == l.exit {
		f.collect(s, l)
	}
}

// collect ends loop l, which has run as often as it should.
func (f *frame) collect(s *state, l *loop) {
	if l.trips == "" {
		return
	}
	for _, ch := range f.collected(l) {
		for p, trips := range f.sendLoops {
			if p == ch && trips == l.trips {
				put(&s.received, ch, many)
				f.wait(s, summary.Token{Kind: summary.Receive, Path: ch})
			}
		}
		if n, ok := constTrips(l.trips); ok && s.senders[ch] <= n && s.senders[ch] < many {
			put(&s.received, ch, n)
			f.wait(s, summary.Token{Kind: summary.Receive, Path: ch})
		}
	}
}
