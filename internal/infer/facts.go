package infer

import (
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/streamvet/streamvet/internal/contract"
	"github.com/streamvet/streamvet/internal/path"
	"github.com/streamvet/streamvet/internal/summary"
)

// assume lets s be a state in which cond has the value truth, and reports whether
// that can be. to is the block that follows.
func (f *frame) assume(s *state, cond ssa.Value, truth bool, to *ssa.BasicBlock) bool {
	switch c := cond.(type) {
	case *ssa.Const:
		return c.Value == nil || c.Value.Kind() != constant.Bool || constant.BoolVal(c.Value) == truth
	case *ssa.UnOp:
		if c.Op == token.NOT {
			return f.assume(s, c.X, !truth, to)
		}
	case *ssa.BinOp:
		if v, n, ok := selectCase(c); ok {
			if truth {
				f.selected(s, v, n, to.Instrs[0])
			}
			return true
		}
		if x, ok := c.X.(*ssa.Const); ok && x.Value != nil {
			if y, ok := c.Y.(*ssa.Const); ok && y.Value != nil && comparison(c.Op) && x.Value.Kind() == y.Value.Kind() {
				return constant.Compare(x.Value, c.Op, y.Value) == truth
			}
		}
		if err := sentinel(c); err != nil && truth {
			s.learn(nameOfNil(err), false)
		}
		if key := nilKey(c); key != "" {
			return s.learn(key, truth == (c.Op == token.EQL))
		}
	case *ssa.Extract:
		if r, ok := c.Tuple.(*ssa.UnOp); ok && r.Op == token.ARROW && c.Index == 1 && !truth {
			if vals := f.val(r.X); len(vals) == 1 {
				f.wait(s, summary.Token{Kind: summary.Closed, Path: vals[0].Path})
			}
		}
	case *ssa.Call:
		if truth {
			f.claim(s, &c.Call)
			if row, _, args := rowOf(&c.Call); row.Op == contract.SameError {
				s.learn(nameOfNil(args[row.Arg]), false)
			}
		}
	}
	return s.learn(cond.Name()+"=", truth)
}

func comparison(op token.Token) bool {
	switch op {
	case token.EQL, token.NEQ, token.LSS, token.LEQ, token.GTR, token.GEQ:
		return true
	}
	return false
}

// claim takes the lock of a call of TryLock that has returned true, or what a
// compare-and-swap has won.
func (f *frame) claim(s *state, c *ssa.CallCommon) {
	row, recv, args := rowOf(c)
	if row.Op == contract.CAS && row.Arg >= 0 {
		if len(args) == 0 {
			return
		}
		recv = args[row.Arg]
	}
	if recv == nil {
		return
	}
	loc := f.single(recv)
	if loc.IsZero() {
		return
	}
	switch row.Op {
	case contract.TryLock, contract.TryRLock:
		put(&s.held, loc, summary.Lock{Path: loc, Shared: row.Op == contract.TryRLock})
	case contract.CAS:
		loc = loc.Add(".claim")
		put(&s.held, loc, summary.Lock{Path: loc})
	}
}

// selectCase recognizes the test whether case n of a select was taken.
func selectCase(c *ssa.BinOp) (*ssa.Select, int, bool) {
	if c.Op != token.EQL {
		return nil, 0, false
	}
	ex, ok := c.X.(*ssa.Extract)
	if !ok || ex.Index != 0 {
		return nil, 0, false
	}
	sel, ok := ex.Tuple.(*ssa.Select)
	if !ok {
		return nil, 0, false
	}
	n, ok := constInt([]ssa.Value{c.Y})
	return sel, int(n), ok
}

// sentinel returns the error that c finds to be one of those that packages declare,
// as io.EOF is, or nil.
func sentinel(c *ssa.BinOp) ssa.Value {
	if load, ok := c.Y.(*ssa.UnOp); ok && c.Op == token.EQL && isErrorType(c.X.Type()) {
		if _, ok := load.X.(*ssa.Global); ok {
			return c.X
		}
	}
	return nil
}

// nilKey names the condition that the operand of a comparison with nil is nil.
func nilKey(c *ssa.BinOp) string {
	if c.Op != token.EQL && c.Op != token.NEQ {
		return ""
	}
	x, y := c.X, c.Y
	if isNil(x) {
		x, y = y, x
	}
	if !isNil(y) || x.Name() == "" {
		return ""
	}
	return nameOfNil(x)
}

func isNil(v ssa.Value) bool {
	c, ok := v.(*ssa.Const)
	return ok && c.IsNil()
}

// phiFacts returns what the edge tells about the phis of to.
func (f *frame) phiFacts(s *state, from, to *ssa.BasicBlock) map[string]bool {
	var out map[string]bool
	for _, i := range to.Instrs {
		phi, ok := i.(*ssa.Phi)
		if !ok {
			break
		}
		for n, p := range to.Preds {
			if p != from {
				continue
			}
			if b, ok := phi.Type().Underlying().(*types.Basic); ok && b.Info()&types.IsBoolean != 0 {
				if v, ok := f.truth(s, phi.Edges[n]); ok {
					put(&out, phi.Name()+"=", v)
				}
			} else if v, ok := isNilNow(s, phi.Edges[n]); ok {
				put(&out, nameOfNil(phi), v)
			}
			break
		}
	}
	return out
}

// truth returns the value of a boolean, if it is known in s.
func (f *frame) truth(s *state, v ssa.Value) (value, ok bool) {
	if c, isConst := v.(*ssa.Const); isConst && c.Value != nil && c.Value.Kind() == constant.Bool {
		return constant.BoolVal(c.Value), true
	}
	value, ok = s.facts[v.Name()+"="]
	return value, ok
}

// isNilNow returns whether v is nil, if that is known in s.
func isNilNow(s *state, v ssa.Value) (value, ok bool) {
	switch v := v.(type) {
	case *ssa.Const:
		return true, v.IsNil()
	case *ssa.Alloc, *ssa.MakeChan, *ssa.MakeClosure, *ssa.MakeInterface, *ssa.MakeMap, *ssa.MakeSlice, *ssa.Function:
		return false, true
	case *ssa.Call:
		switch row, recv, args := rowOf(&v.Call); {
		case row.Op == contract.NewError:
			return false, true
		case row.Op == contract.DoneError && row.Arg >= 0:
			recv = args[row.Arg]
			fallthrough
		case row.Op == contract.DoneError:
			if s.facts[doneKey(recv)] {
				return false, true
			}
		}
	}
	value, ok = s.facts[nameOfNil(v)]
	return value, ok
}

// nameOfNil names the condition that v is nil.
func nameOfNil(v ssa.Value) string { return stored(v).Name() + "=nil" }

// stored returns what a variable that is loaded has last been given, if one way
// leads there, and else v itself. Variables that functions capture, results that
// deferred calls may change among them, are loaded anew for each use.
func stored(v ssa.Value) ssa.Value {
	load, ok := v.(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		return v
	}
	variable, ok := load.X.(*ssa.Alloc)
	if !ok {
		return v
	}
	b := load.Block()
	instrs := b.Instrs[:slices.Index(b.Instrs, ssa.Instruction(load))]
	for range maxLookBack {
		for _, i := range slices.Backward(instrs) {
			if st, ok := i.(*ssa.Store); ok && st.Addr == variable {
				return st.Val
			}
			if call, ok := i.(*ssa.Call); ok && captures(call.Call.Value, variable) {
				return v
			}
		}
		if len(b.Preds) != 1 {
			break
		}
		b = b.Preds[0]
		instrs = b.Instrs
	}
	return v
}

// maxLookBack is in how many blocks a store is looked for.
const maxLookBack = 8

// captures reports whether fn is a function literal that has the variable.
func captures(fn ssa.Value, variable *ssa.Alloc) bool {
	mc, ok := fn.(*ssa.MakeClosure)
	return ok && slices.Contains(mc.Bindings, ssa.Value(variable))
}

// doneKey names the condition that a context is done: it then has an error.
func doneKey(ctx ssa.Value) string {
	// A context in a captured variable or a field is loaded anew each time.
	name := ""
	for {
		switch x := ctx.(type) {
		case *ssa.UnOp:
			name, ctx = name+"*", x.X
			continue
		case *ssa.FieldAddr:
			name, ctx = name+"."+strconv.Itoa(x.Field), x.X
			continue
		}
		return ctx.Name() + "=done" + name
	}
}

func isErrorType(t types.Type) bool {
	return types.Identical(t, types.Universe.Lookup("error").Type())
}

// collected returns the channels from which each iteration of l surely receives.
func (f *frame) collected(l *loop) []path.Path {
	var out []path.Path
	for _, b := range f.fn.Blocks {
		if !l.body[b] || f.loops.inner[b] != l || !everyIteration(l, b) {
			continue
		}
		for _, i := range b.Instrs {
			if u, ok := i.(*ssa.UnOp); ok && u.Op == token.ARROW {
				if vals := f.val(u.X); len(vals) == 1 {
					out = append(out, vals[0].Path)
				}
			}
		}
	}
	return out
}

// everyIteration reports whether each iteration of l runs b.
func everyIteration(l *loop, b *ssa.BasicBlock) bool {
	for _, p := range l.header.Preds {
		if l.body[p] && !b.Dominates(p) {
			return false
		}
	}
	return true
}

// constTrips returns how often a loop runs, if that is a constant.
func constTrips(trips string) (int, bool) {
	n, ok := strings.CutPrefix(trips, "n:")
	if !ok {
		return 0, false
	}
	v, err := strconv.Atoi(n)
	return v, err == nil
}

// rename maps all paths of s.
func (f *frame) rename(s *state, to func(path.Path) path.Path) {
	if !f.anyLoopPath(s, to) {
		return
	}
	s.heap = s.heap.Rename(to)
	old := s.live
	s.live = nil
	for _, k := range sortedKeys(old) {
		l := old[k]
		m := renameLive(l, to)
		if m == l {
			put(&s.live, k, l)
			continue
		}
		key := f.liveKey(m)
		if o, ok := s.live[key]; ok {
			m.res = m.res.Plus(o.res...)
		}
		put(&s.live, key, m)
	}
	renameKeys(&s.held, to, true)
	for p, l := range s.held {
		l.Path = p
		s.held[p] = l
	}
	renameKeys(&s.released, to, false)
	renameKeys(&s.added, to, true)
	renameKeys(&s.limited, to, true)
	renameKeys(&s.senders, to, false)
	renameKeys(&s.received, to, true)
	renameTokens(&s.waited, to, true)
	renameTokens(&s.signaled, to, false)
}

// anyLoopPath reports whether to changes anything in s.
func (f *frame) anyLoopPath(*state, func(path.Path) path.Path) bool { return true }

func renameKeys[V any](m *map[path.Path]V, to func(path.Path) path.Path, must bool) {
	var out map[path.Path]V
	for k, v := range *m {
		n := to(k)
		if n != k && must || n.IsZero() {
			continue
		}
		put(&out, n, v)
	}
	*m = out
}

func renameTokens(m *map[summary.Token]bool, to func(path.Path) path.Path, must bool) {
	var out map[summary.Token]bool
	for k, v := range *m {
		n := to(k.Path)
		if n != k.Path && must || n.IsZero() {
			continue
		}
		put(&out, summary.Token{Kind: k.Kind, Path: n}, v)
	}
	*m = out
}

func renameLive(l *live, to func(path.Path) path.Path) *live {
	changed := false
	one := func(p path.Path) path.Path {
		q := to(p)
		changed = changed || p != q
		return q
	}
	value := func(v path.Value) path.Value {
		v.Path, v.Via, v.Elem = one(v.Path), one(v.Via), one(path.Of(v.Elem)).Root
		return v
	}
	m := &live{res: l.res.Map(value), guard: l.guard, src: l.src, worker: l.worker, failed: one(l.failed), apart: l.apart}
	for _, r := range l.refs {
		sel := to(path.Path{Root: r.v.Root, Sel: r.sel}).Sel
		changed = changed || sel != r.sel
		m.refs = append(m.refs, ref{v: value(r.v), sel: sel})
	}
	e := *l.eff
	e.Locks, e.Gates, e.After, e.Args = nil, nil, nil, nil
	for _, k := range l.eff.Locks {
		k.Path = one(k.Path)
		e.Locks = append(e.Locks, k)
	}
	for _, t := range l.eff.Gates {
		e.Gates = append(e.Gates, summary.Token{Kind: t.Kind, Path: one(t.Path)})
	}
	for _, t := range l.eff.After {
		e.After = append(e.After, summary.Token{Kind: t.Kind, Path: one(t.Path)})
	}
	for _, a := range l.eff.Args {
		e.Args = append(e.Args, summary.Arg{Vals: a.Vals.Map(value), Elem: one(path.Path{Sel: a.Elem}).Sel})
	}
	e.Token.Path = one(e.Token.Path)
	m.eff = &e
	if !changed {
		return l
	}
	return m
}

// errorKey names the condition that the error that a call returns is nil, if it is
// the last result and kept anywhere.
func errorKey(i ssa.Instruction) string {
	call, ok := i.(*ssa.Call)
	if !ok {
		return ""
	}
	results := call.Call.Signature().Results()
	n := results.Len()
	if n == 0 || !isErrorType(results.At(n-1).Type()) {
		return ""
	}
	if n == 1 {
		return nameOfNil(call)
	}
	for _, r := range *call.Referrers() {
		if e, ok := r.(*ssa.Extract); ok && e.Index == n-1 {
			return nameOfNil(e)
		}
	}
	return ""
}
