package infer

import (
	"go/constant"
	"go/token"
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
	if body := rangeBody(c); body != nil {
		// An iterator of the standard library stands for what it goes through.
		elems := f.loadSel(s, f.val(c.Value), path.Elem("", nameOf(i)))
		args := values(elems)
		if sig, ok := body.Type().Underlying().(*types.Signature); ok && sig.Params().Len() == 2 {
			args = values(nil, elems)
		}
		f.inline(s, i, c, f.val(body), args, nil)
		return true
	}
	returns := false
	targets := f.targets(s, c)
	for n, t := range targets {
		if f.invoke(s, i, c, t, n) {
			returns = true
		}
	}
	if len(targets) == 0 {
		f.callbacks(s, i, c)
		return true
	}
	return returns
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
	f.apply(s, b, i)
	f.giveResults(s, b, i)
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
	for k := range sum.Fresh {
		f.fresh[path.NewSite(i, b.base+k)] = &sum.Fresh[k]
	}
	for _, st := range sum.Stores {
		vals := f.valueSet(s, b, st.Vals)
		for _, v := range b.root(st.Loc.Root) {
			locs := s.locations(v, path.Bind(st.Loc.Sel, b.elem))
			for _, loc := range locs {
				s.heap.Store(loc, vals, st.Must && len(locs) == 1 && !f.volatile(loc))
			}
		}
	}
	f.spawnStored(s, i)
	for _, t := range f.tokens(s, b, sum.Signals, false) {
		f.note(i, t)
	}
	for _, p := range sum.Adds {
		if loc := f.location(s, b, p); !loc.IsZero() {
			put(&s.added, loc, true)
		}
	}
	for _, t := range f.tokens(s, b, sum.Waits, true) {
		f.wait(s, t)
	}
	for _, p := range sum.Released {
		if loc := f.location(s, b, p); !loc.IsZero() {
			f.unlock(s, loc)
		}
	}
	for _, l := range sum.Acquired {
		if loc := f.location(s, b, l.Path); !loc.IsZero() {
			put(&s.held, loc, summary.Lock{Path: loc, Shared: l.Shared})
		}
	}
}

// giveResults makes the results of b's target those of the call i.
func (f *frame) giveResults(s *state, b *binding, i ssa.Instruction) {
	call, ok := i.(*ssa.Call)
	if !ok {
		return
	}
	for r, vals := range b.sum.Results {
		f.setResult(call, r, f.valueSet(s, b, vals).Map(func(v path.Value) path.Value {
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

// callbacks runs the functions that are passed to a call of something that was
// never looked at: in place, as most functions that take functions do.
func (f *frame) callbacks(s *state, i ssa.Instruction, c *ssa.CallCommon) {
	if !f.neverSeen(c) {
		return
	}
	for _, a := range c.Args {
		sig, ok := a.Type().Underlying().(*types.Signature)
		if !ok {
			continue
		}
		for _, b := range f.inline(s, i, c, f.val(a), nil, nil) {
			// What retries or measures a function hands on its results.
			if types.Identical(sig.Results(), c.Signature().Results()) {
				f.giveResults(s, b, i)
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
	for n, t := range f.valueTargets(s, fns, args) {
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

// known runs a call that the table knows.
func (f *frame) known(s *state, i ssa.Instruction, c *ssa.CallCommon, row contract.Row, recv ssa.Value, args []ssa.Value) bool {
	switch row.Op {
	case contract.NoReturn:
		return false
	case contract.Lock, contract.RLock:
		if loc := f.single(recv); !loc.IsZero() {
			shared := row.Op == contract.RLock || f.val(recv)[0].Dyn == readLocker
			put(&s.held, loc, summary.Lock{Path: loc, Shared: shared})
		} else if p, ok := f.partOf(recv); ok {
			put(&s.heldOf, p, summary.Lock{Shared: row.Op == contract.RLock})
		}
	case contract.Unlock, contract.RUnlock:
		if loc := f.single(recv); !loc.IsZero() {
			f.unlock(s, loc)
		} else if p, ok := f.partOf(recv); ok {
			delete(s.heldOf, p)
		}
	case contract.Add:
		if loc := f.single(recv); !loc.IsZero() {
			put(&s.added, loc, true)
			if n, ok := constInt(args); ok && n < 0 {
				f.emit(s, i, summary.Token{Kind: summary.Group, Path: loc})
			}
		}
	case contract.Done:
		for _, v := range f.val(recv) {
			f.emit(s, i, summary.Token{Kind: summary.Group, Path: v.Select("*")})
		}
	case contract.Wait:
		if loc := f.single(recv); !loc.IsZero() {
			f.waitGroup(s, i, loc)
		}
	case contract.SetLimit:
		if loc := f.single(recv); !loc.IsZero() {
			if n, ok := constInt(args); ok && n == 1 {
				put(&s.limited, loc, true)
			} else {
				delete(s.limited, loc)
			}
		}
		f.alias(i, recv)
	case contract.Spawn:
		f.spawnCall(s, i, c, row, recv, args)
	case contract.Inline:
		f.inline(s, i, c, f.funcArg(args, row.Arg), nil, func(*summary.Effect) {})
	case contract.Flight:
		f.flight(s, i, c, recv, args, row.Arg)
	case contract.Once:
		f.once(s, i, c, recv, args)
	case contract.LoadElem:
		f.container(s, i, recv, nil)
	case contract.TakeElem:
		if call, ok := i.(*ssa.Call); ok {
			f.setResult(call, 0, f.loadSel(s, f.val(recv), path.Received(call.Name())))
		}
	case contract.SaveElem:
		f.container(s, i, recv, f.arg(args, row.Arg))
	case contract.Keys:
		if call, ok := i.(*ssa.Call); ok {
			f.setResult(call, 0, f.arg(args, row.Arg).Map(func(m path.Value) path.Value { return path.Value{Path: m.Select(keyField)} }))
		}
	case contract.EachElem:
		vals := f.loadSel(s, f.val(recv), path.Elem("", nameOf(i)))
		f.inline(s, i, c, f.funcArg(args, 0), values(nil, vals), nil)
	case contract.SetKey:
		f.setKey(s, i, args, row.Arg)
	case contract.GetKey:
		if call, ok := i.(*ssa.Call); ok && len(args) > 0 {
			f.setResult(call, 0, f.loadSel(s, f.val(recv), keyElem(args[0])))
		}
	case contract.ReadLocker:
		if call, ok := i.(*ssa.Call); ok {
			f.setResult(call, 0, f.val(recv).Map(func(v path.Value) path.Value { v.Dyn = readLocker; return v }))
		}
	case contract.Alias:
		if row.Arg < 0 {
			f.alias(i, recv)
		} else if row.Arg < len(args) {
			f.alias(i, args[row.Arg])
		}
	}
	return true
}

func nameOf(i ssa.Instruction) string {
	if v, ok := i.(ssa.Value); ok {
		return v.Name()
	}
	return ""
}

// constInt returns the first argument, if it is a constant.
func constInt(args []ssa.Value) (int64, bool) {
	if len(args) == 0 {
		return 0, false
	}
	c, ok := args[0].(*ssa.Const)
	if !ok || c.Value == nil || c.Value.Kind() != constant.Int {
		return 0, false
	}
	return constant.Int64Val(c.Value)
}

// partOf returns the register that holds the object of which v is a part, or the
// address of one, if that register may hold one of several objects.
func (f *frame) partOf(v ssa.Value) (part, bool) {
	sel := ""
	for {
		if len(f.val(v)) > 1 {
			if _, ok := v.Type().Underlying().(*types.Pointer); ok && sel != "" {
				if _, isAddr := v.(*ssa.FieldAddr); !isAddr {
					return part{v, sel}, true
				}
			}
		}
		switch x := v.(type) {
		case *ssa.FieldAddr:
			sel = fieldSel(x.X.Type(), x.Field) + sel
			v = x.X
		case *ssa.UnOp:
			if x.Op != token.MUL {
				return part{}, false
			}
			v = x.X
		default:
			return part{}, false
		}
	}
}

// lockedParts gives to accesses of a part of one of several objects the locks that
// are parts of the same object.
func (f *frame) lockedParts(s *state, c *ssa.CallCommon, insts []inst) []inst {
	recv := c.Value
	if !c.IsInvoke() {
		if len(c.Args) == 0 {
			return insts
		}
		recv = c.Args[0]
	}
	p, ok := f.partOf(recv)
	if !ok {
		return insts
	}
	var out []inst
	for _, n := range insts {
		for _, v := range f.val(p.reg) {
			m := n
			m.eff.Locks = slices.Clone(n.eff.Locks)
			for q, l := range s.heldOf {
				if q.reg == p.reg {
					if l.Path = v.Path.Add(q.sel); !l.Path.IsZero() {
						m.eff.Locks = append(m.eff.Locks, l)
					}
				}
			}
			sortLocks(m.eff.Locks)
			m.refs = []ref{{v: v, sel: p.sel}}
			out = append(out, m)
		}
	}
	return out
}

// readLocker is the dynamic type of what RWMutex.RLocker returns: the mutex, taken
// for reading.
const readLocker = "sync.rlocker"

// single returns the one location that the address v surely is: that of a lock
// or a wait group.
func (f *frame) single(v ssa.Value) path.Path {
	vals := f.val(v)
	if len(vals) != 1 {
		return path.Path{}
	}
	return vals[0].Select("*")
}

func (f *frame) arg(args []ssa.Value, i int) path.Set {
	if i >= len(args) {
		return nil
	}
	return f.val(args[i])
}

// funcArg returns argument i, or all functions among the arguments if i < 0.
func (f *frame) funcArg(args []ssa.Value, i int) path.Set {
	if i >= 0 {
		return f.arg(args, i)
	}
	var out path.Set
	for _, a := range args {
		if _, ok := a.Type().Underlying().(*types.Signature); ok {
			out = out.Plus(f.val(a)...)
		}
	}
	return out
}

// alias lets the first result of call i be what v is.
func (f *frame) alias(i ssa.Instruction, v ssa.Value) {
	if call, ok := i.(*ssa.Call); ok && v != nil && call.Call.Signature().Results().Len() > 0 {
		f.setResult(call, 0, f.val(v))
	}
}

// container runs a method of a container that streamvet doesn't look into: it
// stores vals, and returns whatever may be stored.
func (f *frame) container(s *state, i ssa.Instruction, recv ssa.Value, vals path.Set) {
	for _, m := range f.val(recv) {
		if vals != nil {
			s.heap.Store(m.Select(path.AnyElem), vals, false)
		}
	}
	if vals != nil {
		f.spawnStored(s, i)
	}
	call, ok := i.(*ssa.Call)
	if ok && call.Call.Signature().Results().Len() > 0 && f.tracked(call.Call.Signature().Results().At(0).Type()) {
		f.setResult(call, 0, f.loadSel(s, f.val(recv), path.AnyElem))
	}
}

// setKey runs context.WithValue: the result is the context with an element more.
// Contexts are not copied, so an element that a derived context has been given
// is seen in the parent too.
func (f *frame) setKey(s *state, i ssa.Instruction, args []ssa.Value, arg int) {
	if len(args) <= arg {
		return
	}
	for _, m := range f.val(args[0]) {
		s.heap.Store(m.Select(keyElem(args[1])), f.val(args[arg]), false)
	}
	f.alias(i, args[0])
}

// keyElem returns the selector for what a context has under a key: keys are told
// apart by their types, as the documentation of context.WithValue asks for.
func keyElem(key ssa.Value) string {
	m, ok := key.(*ssa.MakeInterface)
	if !ok {
		return path.AnyElem
	}
	if c, ok := m.X.(*ssa.Const); ok && c.Value != nil && c.Value.Kind() == constant.String {
		return path.Elem(constant.StringVal(c.Value), "")
	}
	if n, ok := types.Unalias(m.X.Type()).(*types.Named); ok {
		if _, isStruct := n.Underlying().(*types.Struct); isStruct {
			return path.Elem(n.Obj().Name(), "")
		}
	}
	return path.AnyElem
}

// once runs sync.Once.Do: the function runs at most once for each Once, and every
// call returns after it has.
func (f *frame) once(s *state, i ssa.Instruction, c *ssa.CallCommon, recv ssa.Value, args []ssa.Value) {
	loc := f.single(recv)
	done := summary.Token{Kind: summary.Done, Path: loc}
	f.inline(s, i, c, f.funcArg(args, 0), nil, func(ctx *summary.Effect) {
		if !loc.IsZero() {
			ctx.Locks = append(ctx.Locks, summary.Lock{Path: loc.Add(onceField), Once: true})
			ctx.After = []summary.Token{done}
		}
	})
	if !loc.IsZero() {
		f.wait(s, done)
	}
}

// flight runs singleflight.Group.Do: functions for one key exclude each other. A
// key that isn't constant may be another one in each call.
func (f *frame) flight(s *state, i ssa.Instruction, c *ssa.CallCommon, recv ssa.Value, args []ssa.Value, fn int) {
	loc := f.single(recv).Add(".flight" + f.elem(args[0]))
	_, constant := args[0].(*ssa.Const)
	f.inline(s, i, c, f.funcArg(args, fn), nil, func(ctx *summary.Effect) {
		if constant && !loc.IsZero() {
			ctx.Locks = append(ctx.Locks, summary.Lock{Path: loc})
		}
	})
}

// onceField stands for the one call that a sync.Once lets through.
const onceField = ".once"

// locks returns the locks that are held.
func (s *state) locks() []summary.Lock {
	var out []summary.Lock
	for _, l := range s.held {
		out = append(out, l)
	}
	sortLocks(out)
	return out
}

// unlock gives a lock back: this goroutine no longer holds it, nor does it cover
// the goroutines that are still running.
func (f *frame) unlock(s *state, loc path.Path) {
	if _, ok := s.held[loc]; ok {
		delete(s.held, loc)
	} else {
		put(&s.released, loc, true)
	}
	if f.recording {
		for _, l := range s.live {
			f.uncovered[uncover{l.src, loc}] = true
		}
	}
}

// pos returns the position for a trace.
func (p *Package) pos(pos token.Pos) summary.Pos {
	return summary.NewPos(p.Fset, p.Types.Path(), pos)
}
