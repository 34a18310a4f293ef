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
		if !truth {
			f.foundUnset(s, c)
		}
		if !learnHeld(s, c, truth) {
			return false
		}
		if isBoolean(c.Type()) && !f.learnMode(s, c, "true", truth, c.Block()) {
			return false
		}
	case *ssa.BinOp:
		if v, n, ok := selectCase(c); ok {
			if truth {
				if n >= 0 && n < len(v.States) && !s.learn(nameOfNil(v.States[n].Chan), false) {
					return false // nothing comes from nil
				}
				f.selected(s, v, n, to.Instrs[0])
			}
			return true
		}
		if x, ok := c.X.(*ssa.Const); ok && x.Value != nil {
			if y, ok := c.Y.(*ssa.Const); ok && y.Value != nil && comparison(c.Op) && x.Value.Kind() == y.Value.Kind() {
				return constant.Compare(x.Value, c.Op, y.Value) == truth
			}
		}
		if (c.Op == token.EQL || c.Op == token.NEQ) && !f.equal(s, c, truth == (c.Op == token.EQL)) {
			return false
		}
		f.foundZero(s, c, truth)
		if err := sentinel(c); err != nil && truth {
			s.learn(nameOfNil(err), false)
		}
		if x := comparedToNil(c); x != nil {
			isNil := truth == (c.Op == token.EQL)
			if !s.learn(nameOfNil(x), isNil) {
				return false
			}
			if !learnHeld(s, x, isNil) || !f.learnMode(s, x, "nil", isNil, c.Block()) {
				return false
			}
			if isNil {
				f.succeeded(s, x, to)
				f.foundUnset(s, x)
				f.holdsNil(s, x, c)
				f.nothingToWait(s, x)
			}
			return true
		}
	case *ssa.Extract:
		if truth {
			f.succeeded(s, c, to)
		}
		if r, ok := c.Tuple.(*ssa.UnOp); ok && r.Op == token.ARROW && c.Index == 1 && !truth {
			for _, p := range f.channelsIn(s, r.X) {
				f.wait(s, summary.Token{Kind: summary.Closed, Path: p})
			}
		}
	case *ssa.Call:
		if !truth {
			f.foundUnset(s, c)
		}
		f.stopped(s, &c.Call, truth)
		if truth {
			f.tried(s, &c.Call)
			f.succeeded(s, c, to)
			if row, _, args := rowOf(&c.Call); row.Op == contract.SameError {
				s.learn(nameOfNil(args[row.Arg]), false)
			}
		}
	}
	return s.learn(cond.Name()+"=", truth)
}

// equal lets s be a state in which the field that c compares with a constant or a parameter
// is equal to that, or isn't, and reports whether that can be.
func (f *frame) equal(s *state, c *ssa.BinOp, truth bool) bool {
	x, y := c.X, c.Y
	if _, ok := y.(*ssa.UnOp); ok {
		x, y = y, x
	}
	switch y := y.(type) {
	case *ssa.Const:
		if y.Value == nil || isBoolean(y.Type()) {
			return true
		}
		if truth && isZero(y.Value) {
			f.foundUnset(s, x)
		}
		return f.learnMode(s, x, constOf(y), truth, c.Block())
	case *ssa.Parameter:
		return f.learnMode(s, x, f.elem(y), truth, c.Block())
	}
	return true
}

func comparison(op token.Token) bool {
	switch op {
	case token.EQL, token.NEQ, token.LSS, token.LEQ, token.GTR, token.GEQ:
		return true
	}
	return false
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

// comparedToNil returns what c compares with nil, or nil.
func comparedToNil(c *ssa.BinOp) ssa.Value {
	if c.Op != token.EQL && c.Op != token.NEQ {
		return nil
	}
	x, y := c.X, c.Y
	if isNil(x) {
		x, y = y, x
	}
	if !isNil(y) || isNil(x) {
		return nil
	}
	return x
}

// holdsNil lets the location that v was read from hold nothing, if it is found to be
// nil by a comparison right after that.
func (f *frame) holdsNil(s *state, v ssa.Value, comparison *ssa.BinOp) {
	load, ok := v.(*ssa.UnOp)
	if !ok || load.Op != token.MUL || load.Block() != comparison.Block() || !nothingAfter(load) || !f.tracked(v.Type()) {
		return
	}
	if addrs := f.val(load.X); len(addrs) == 1 {
		if loc := pointee(addrs[0], load.X.Type()); !f.volatile(loc) {
			s.heap.Store(loc, path.Set{}, true)
		}
	}
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
	switch v := stored(v).(type) {
	case *ssa.Const:
		return true, v.IsNil()
	case *ssa.Alloc, *ssa.MakeChan, *ssa.MakeClosure, *ssa.MakeInterface, *ssa.MakeMap, *ssa.MakeSlice, *ssa.Function:
		return false, true
	case *ssa.UnOp:
		if isSentinel(v) {
			return false, true
		}
		if isNil, ok := justChecked(v); ok {
			return isNil, true
		}
	case *ssa.Call:
		switch row, recv, args := rowOf(&v.Call); {
		case row.Op == contract.NewError:
			return false, true
		case row.Op == contract.WrapError:
			return isNilNow(s, args[row.Arg])
		case row.Op == contract.DoneError && row.Arg >= 0:
			recv = args[row.Arg]
			fallthrough
		case row.Op == contract.DoneError:
			if s.facts[doneKey(recv)] {
				return false, true
			}
		case neverNil(v.Call.StaticCallee(), 0):
			return false, true
		}
	}
	value, ok = s.facts[nameOfNil(v)]
	return value, ok
}

// justChecked reports whether what v, a load from a variable, has read is nil, if it is
// read right after a comparison of what the variable holds with nil.
func justChecked(v *ssa.UnOp) (isNil, ok bool) {
	b := v.Block()
	if v.Op != token.MUL || len(b.Preds) != 1 {
		return false, false
	}
	for _, i := range b.Instrs[:slices.Index(b.Instrs, ssa.Instruction(v))] {
		if _, ok := i.(*ssa.UnOp); !ok {
			return false, false
		}
	}
	check := b.Preds[0]
	cond, ok := check.Instrs[len(check.Instrs)-1].(*ssa.If)
	if !ok || check.Succs[0] == check.Succs[1] {
		return false, false
	}
	cmp, ok := cond.Cond.(*ssa.BinOp)
	if !ok {
		return false, false
	}
	load, ok := comparedToNil(cmp).(*ssa.UnOp)
	if !ok || load.Op != token.MUL || load.X != v.X || load.Block() != check || !nothingAfter(load) {
		return false, false
	}
	return (cmp.Op == token.EQL) == (check.Succs[0] == b), true
}

// isSentinel reports whether v is one of the errors that packages declare, to be compared
// with, as io.EOF: a variable of another package, or one that is named like it.
func isSentinel(v *ssa.UnOp) bool {
	g, ok := v.X.(*ssa.Global)
	if !ok || v.Op != token.MUL || !isErrorType(v.Type()) {
		return false
	}
	name := g.Name()
	return g.Pkg != v.Parent().Pkg || len(name) > len("err") && strings.EqualFold(name[:len("err")], "err")
}

// neverNil reports whether fn, which has one result, returns something in any case.
func neverNil(fn *ssa.Function, depth int) bool {
	const small, deep = 8, 3 // blocks, calls
	if fn == nil || len(fn.Blocks) == 0 || len(fn.Blocks) > small || depth > deep || fn.Signature.Results().Len() != 1 {
		return false
	}
	for _, b := range fn.Blocks {
		ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		if !ok {
			continue
		}
		switch v := stored(ret.Results[0]).(type) {
		case *ssa.Alloc, *ssa.MakeChan, *ssa.MakeClosure, *ssa.MakeInterface, *ssa.MakeMap, *ssa.MakeSlice, *ssa.Function:
		case *ssa.UnOp:
			if !isSentinel(v) {
				return false
			}
		case *ssa.Call:
			if row, _, _ := rowOf(&v.Call); row.Op != contract.NewError && !neverNil(v.Call.StaticCallee(), depth+1) {
				return false
			}
		default:
			return false
		}
	}
	return true
}

// nameOfNil names the condition that v is nil.
func nameOfNil(v ssa.Value) string { return stored(v).Name() + "=nil" }

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
