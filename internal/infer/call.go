package infer

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/streamvet/streamvet/internal/contract"
	"github.com/streamvet/streamvet/internal/path"
	"github.com/streamvet/streamvet/internal/summary"
)

// unknownResult is the index of the object that result 0 of a call of something
// unknown is.
const unknownResult = 1 << 12

// call runs an ordinary call and reports whether it returns.
func (f *frame) call(s *state, i *ssa.Call, c *ssa.CallCommon) bool {
	returns := f.perform(s, i, c)
	f.unknownResults(i)
	return returns
}

// perform runs the call c at instruction i, which is a call or a RunDefers.
func (f *frame) perform(s *state, i ssa.Instruction, c *ssa.CallCommon) bool {
	if b, ok := c.Value.(*ssa.Builtin); ok {
		f.builtin(s, i, c, b)
		return true
	}
	if row, recv, args := rowOf(c); row.Op.Acts() {
		return f.known(s, i, c, row, recv, args)
	}
	if n := contract.Service(c.Signature(), calleeName(c)); n >= 0 && n < len(c.Args) {
		f.serve(s, i, c, c.Args[n])
		return true
	}
	targets := f.targets(s, c)
	if !slices.ContainsFunc(targets, func(t target) bool { return !t.open }) {
		// Nothing is known here of what is called, so what it is given runs in place.
		if body := rangeBody(c); body != nil {
			f.iterate(s, i, c, body)
			keepFunctions(c, targets)
		} else if len(targets) > 0 && !f.hasCallers() {
			f.runGiven(s, i, c)
			keepFunctions(c, targets)
		}
	}
	returns := false
	for n, t := range targets {
		if f.invoke(s, i, c, t, n) {
			returns = true
		}
	}
	if len(targets) == 0 {
		if rangeBody(c) == nil {
			f.callbacks(s, i, c)
		}
		return true
	}
	return returns
}

// iterate runs the body of a loop over a function that isn't known. An iterator of the
// standard library stands for what it goes through.
func (f *frame) iterate(s *state, i ssa.Instruction, c *ssa.CallCommon, body ssa.Value) {
	elems := f.loadSel(s, f.val(c.Value), path.Elem("", nameOf(i)))
	args := values(elems)
	if sig, ok := body.Type().Underlying().(*types.Signature); ok && sig.Params().Len() == 2 {
		args = values(nil, elems)
	}
	f.inline(s, i, c, f.val(body), args, nil)
}

// rangeBody returns the body of a loop over a function, if c is the call of that
// function: an iterator calls it in place, as often as it likes.
// https://pkg.go.dev/golang.org/x/tools/go/ssa: "range-over-func yield"
func rangeBody(c *ssa.CallCommon) ssa.Value {
	if len(c.Args) == 0 {
		return nil
	}
	mc, ok := c.Args[len(c.Args)-1].(*ssa.MakeClosure)
	if !ok {
		return nil
	}
	if fn := mc.Fn.(*ssa.Function); strings.HasPrefix(fn.Synthetic, "range-over-func") {
		return mc
	}
	return nil
}

func calleeName(c *ssa.CallCommon) string {
	if fn := c.StaticCallee(); fn != nil && fn.Signature.Recv() == nil {
		return fn.Name()
	}
	return ""
}

// rowOf returns what the table says about a call, its receiver and its arguments.
func rowOf(c *ssa.CallCommon) (contract.Row, ssa.Value, []ssa.Value) {
	if c.IsInvoke() {
		row := contract.Lookup(c.Method)
		if row.Op != contract.None {
			return row, c.Value, c.Args
		}
		return contract.Row{}, nil, nil
	}
	fn := c.StaticCallee()
	if fn == nil {
		return contract.Row{}, nil, nil
	}
	row := contract.Lookup(declared(fn))
	if fn.Signature.Recv() != nil && len(c.Args) > 0 {
		return row, c.Args[0], c.Args[1:]
	}
	return row, nil, c.Args
}

func (f *frame) builtin(s *state, i ssa.Instruction, c *ssa.CallCommon, b *ssa.Builtin) {
	switch b.Name() {
	case "close":
		f.signal(s, i, summary.Closed, c.Args[0])
	case "append":
		v, ok := i.(*ssa.Call)
		if !ok || !f.tracked(elemType(v.Type())) {
			return
		}
		dst := f.val(c.Args[0])
		if len(dst) == 0 {
			dst = path.Set{site(i, 0)}
		}
		if len(c.Args) > 1 {
			vals := f.loadSel(s, f.val(c.Args[1]), path.AnyElem)
			vals = copied(elemType(v.Type()), vals)
			for _, d := range dst {
				s.heap.Store(d.Select(path.AnyElem), vals, false)
			}
		}
		f.set(v, dst)
	case "copy":
		vals := f.loadSel(s, f.val(c.Args[1]), path.AnyElem)
		for _, d := range f.val(c.Args[0]) {
			s.heap.Store(d.Select(path.AnyElem), vals, false)
		}
	}
}

// step describes a call for a trace.
func (f *frame) step(kind summary.StepKind, i ssa.Instruction, c *ssa.CallCommon) []summary.Step {
	pos := i.Pos()
	if c != nil && c.Pos().IsValid() {
		pos = c.Pos()
	}
	if kind == summary.AtGo && i.Pos().IsValid() {
		pos = i.Pos()
	}
	p := f.pkg.pos(pos)
	if !p.IsValid() {
		return nil
	}
	return []summary.Step{{Kind: kind, Pos: p}}
}

// invoke runs target t of a call on this goroutine and reports whether it returns.
func (f *frame) invoke(s *state, i ssa.Instruction, c *ssa.CallCommon, t target, n int) bool {
	b := &binding{target: t, instr: i, base: n * freshStep * 16}
	b.read(i, c)
	if t.sum == nil {
		return true
	}
	ctx := &summary.Effect{Trace: f.step(summary.AtCall, i, c), Locks: s.locks()}
	s.lockTaken(c, ctx)
	insts := f.instantiate(s, b, ctx, 0)
	if t.access && f.reread(i, c) {
		for n := range insts {
			insts[n].eff.Reread = true
		}
	}
	if len(s.heldOf) > 0 && t.access {
		insts = f.lockedParts(s, c, insts)
	}
	f.happen(s, b, insts)
	before := f.resultsBefore(s, b)
	f.apply(s, b, i)
	f.giveResults(s, b, i, before)
	return !t.sum.NoReturn
}

// reread reports whether the stream of the access at i is looked up in the same
// loop as i.
func (f *frame) reread(i ssa.Instruction, c *ssa.CallCommon) bool {
	if i.Block() == nil || f.loops.inner[i.Block()] == nil {
		return false
	}
	v := c.Value
	if !c.IsInvoke() && len(c.Args) > 0 {
		v = c.Args[0]
	}
	switch x := v.(type) {
	case *ssa.UnOp:
		_, field := x.X.(*ssa.FieldAddr)
		return field && f.loops.inner[x.Block()] == f.loops.inner[i.Block()]
	case *ssa.Call:
		return f.loops.inner[x.Block()] == f.loops.inner[i.Block()]
	}
	return false
}

// apply changes s as a call of b's target on this goroutine does, but for its
// effects.
func (f *frame) apply(s *state, b *binding, i ssa.Instruction) {
	sum := b.sum
	f.creates(b)
	// What was waited for bears the name that it had before the call.
	known := f.tokens(s, b, outsideTokens(sum.Waits, true), true)
	waits := f.modeWaits(s, b)
	for _, st := range sum.Stores {
		if f.exhausted() {
			return
		}
		f.storeIn(s, b, st)
	}
	if len(sum.Stores) > 0 {
		f.spawnStored(s, i)
	}
	for _, t := range f.tokens(s, b, sum.Signals, false) {
		f.note(i, t)
	}
	for _, p := range sum.Adds {
		if loc := f.location(s, b, p); !loc.IsZero() {
			put(&s.added, loc, true)
		}
	}
	for _, t := range known {
		f.wait(s, t)
	}
	f.waitAll(s, b, outsideTokens(sum.Waits, false))
	f.applyModes(s, b, waits)
	for _, p := range sum.Released {
		if loc := f.location(s, b, p); !loc.IsZero() {
			f.unlock(s, loc)
		}
	}
	f.lockAll(s, b, sum.Acquired)
}

// outsideTokens returns those of tokens that have their names from what exists before a
// call, or else the others.
func outsideTokens(tokens []summary.Token, outside bool) []summary.Token {
	var out []summary.Token
	for _, t := range tokens {
		if t.Path.Root.Outside() == outside {
			out = append(out, t)
		}
	}
	return out
}

// waitAll lets s have waited for what b's target has waited for.
func (f *frame) waitAll(s *state, b *binding, waits []summary.Token) {
	for _, t := range f.tokens(s, b, waits, true) {
		f.wait(s, t)
	}
}

// lockAll lets s hold the locks that b's target has left locked.
func (f *frame) lockAll(s *state, b *binding, locks []summary.Lock) {
	for _, l := range locks {
		if loc := f.location(s, b, l.Path); !loc.IsZero() {
			put(&s.held, loc, b.lock(l, loc))
		}
	}
}

// storeIn does what a store of b's target does.
func (f *frame) storeIn(s *state, b *binding, st summary.Store) {
	vals := f.valueSet(s, b, st.Vals)
	f.steps += 20 * (1 + len(st.Vals) + len(vals))
	var locs []path.Path
	one := st.Must // each object that is meant has one such location
	for _, v := range b.root(st.Loc.Root) {
		of := s.locations(v, path.Bind(st.Loc.Sel, b.elem))
		one = one && len(of) == 1 && !f.volatile(of[0])
		locs = append(locs, of...)
	}
	s.putBack(locs, vals)
	f.overwrite(s, locs, nil, vals, one)
	if isOwned(st) {
		storeOwned(s, locs, vals, one)
		return
	}
	if len(locs) == 1 {
		s.heap.Store(locs[0], vals, one)
		return
	}
	// Whichever of several objects it is, the others are those of other calls, which
	// store as well.
	s.heap.StoreOne(locs, vals, one)
}

// putBack notes those of vals that were received from a channel to which they are
// stored again: from here on others may receive them.
func (s *state) putBack(locs []path.Path, vals path.Set) {
	for _, loc := range locs {
		ch, ok := strings.CutSuffix(loc.Sel, path.AnyElem)
		for _, v := range vals {
			if ok && v.Root == loc.Root && strings.HasPrefix(v.Sel, ch) && path.HasReceived(path.Path{Root: v.Root, Sel: v.Sel[len(ch):]}) {
				put(&s.given, v.Path, true)
			}
		}
	}
}

// resultsBefore returns those of the results of b's target that were there before the call, which
// is now.
func (f *frame) resultsBefore(s *state, b *binding) []path.Set {
	out := make([]path.Set, len(b.sum.Results))
	for r, vals := range b.sum.Results {
		for _, v := range vals {
			if v.Root.Outside() {
				out[r] = out[r].Plus(f.values(s, b, v)...)
			}
		}
	}
	return out
}

// giveResults makes the results of b's target those of the call i: some are known already,
// the others are what it has made.
func (f *frame) giveResults(s *state, b *binding, i ssa.Instruction, known []path.Set) {
	call, ok := i.(*ssa.Call)
	if !ok {
		return
	}
	f.giveTaken(s, b, call)
	for r, vals := range b.sum.Results {
		out := known[r]
		for _, v := range vals {
			if !v.Root.Outside() {
				out = out.Plus(f.values(s, b, v)...)
			}
		}
		f.setResult(call, r, out.Map(func(v path.Value) path.Value {
			v.Path = v.Specialize(call.Name())
			return v
		}))
	}
}

// setResult records what result r of a call may be.
func (f *frame) setResult(call *ssa.Call, r int, vals path.Set) {
	n := call.Call.Signature().Results().Len()
	if n == 1 {
		f.set(call, vals)
	} else if len(vals) > 0 {
		f.setTuple(call, r, n, vals)
	}
}

// unknownResults makes objects of the results of a call about which nothing else
// is known: each call creates another one.
func (f *frame) unknownResults(call *ssa.Call) {
	results := call.Call.Signature().Results()
	for r := range results.Len() {
		if !f.tracked(results.At(r).Type()) {
			continue
		}
		if results.Len() == 1 {
			if len(f.regs[call]) > 0 {
				continue
			}
		} else if t := f.tuples[call]; t != nil && len(t[r]) > 0 {
			continue
		}
		f.setResult(call, r, path.Set{site(call, unknownResult+r)})
	}
}

// hasCallers reports whether the package itself calls this function, or the one that it
// is a literal in: then they tell what is called here.
func (f *frame) hasCallers() bool {
	fn := f.fn
	for fn.Parent() != nil {
		fn = fn.Parent()
	}
	return f.pkg.look().called[origin(fn)]
}

// keepFunctions takes the functions that are passed to the call c out of what its
// targets, which aren't known, are given: callers need not run them.
func keepFunctions(c *ssa.CallCommon, targets []target) {
	for _, t := range targets {
		args := t.params[max(0, len(t.params)-len(c.Args)):]
		if len(args) < len(c.Args) {
			continue
		}
		for n, a := range c.Args {
			if _, ok := a.Type().Underlying().(*types.Signature); ok {
				args[n] = summary.Arg{}
			}
		}
	}
}

// callbacks runs the functions that are passed to a call of something that was
// never looked at.
func (f *frame) callbacks(s *state, i ssa.Instruction, c *ssa.CallCommon) {
	if f.neverSeen(c) {
		f.runGiven(s, i, c)
	}
}

// runGiven runs the functions that are passed to a call: in place, as most functions
// that take functions do.
func (f *frame) runGiven(s *state, i ssa.Instruction, c *ssa.CallCommon) {
	for _, a := range c.Args {
		sig, ok := a.Type().Underlying().(*types.Signature)
		if !ok {
			continue
		}
		for _, b := range f.inline(s, i, c, f.val(a), nil, nil) {
			// What retries or measures a function hands on its results.
			if types.Identical(sig.Results(), c.Signature().Results()) {
				f.giveResults(s, b, i, f.resultsBefore(s, b))
			}
		}
	}
}

// neverSeen reports whether c calls a function of a package that was never looked
// at.
func (f *frame) neverSeen(c *ssa.CallCommon) bool {
	fn := c.StaticCallee()
	if fn == nil {
		return false
	}
	obj := declared(fn)
	return obj != nil && obj.Pkg() != nil && obj.Pkg() != f.pkg.Types && !f.pkg.Analyzed(obj.Pkg())
}

// inline runs function values fns in place, under additional locks, as many
// times as the callee likes.
func (f *frame) inline(s *state, i ssa.Instruction, c *ssa.CallCommon, fns path.Set, args []summary.Arg, with func(ctx *summary.Effect)) (ran []*binding) {
	return f.runInPlace(s, i, c, f.valueTargets(s, fns, args), with)
}

// runInPlace is inline for targets that are known already.
func (f *frame) runInPlace(s *state, i ssa.Instruction, c *ssa.CallCommon, targets []target, with func(ctx *summary.Effect)) (ran []*binding) {
	for n, t := range targets {
		if t.sum == nil {
			continue
		}
		b := &binding{target: t, instr: i, base: (n + 1) * freshStep * 32}
		ctx := &summary.Effect{Trace: f.step(summary.AtCall, i, c), Locks: s.locks(), Again: true}
		if with != nil {
			ctx.Again = false
			with(ctx)
		}
		f.happen(s, b, f.instantiate(s, b, ctx, 0))
		f.apply(s, b, i)
		ran = append(ran, b)
	}
	return ran
}

// readLocker is the dynamic type of what RWMutex.RLocker returns: the mutex, taken
// for reading.
const readLocker = "sync.rlocker"
