package infer

import (
	"go/constant"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/streamvet/streamvet/internal/contract"
	"github.com/streamvet/streamvet/internal/path"
	"github.com/streamvet/streamvet/internal/summary"
)

// Goroutines that share a stream may count down when they are done with it, and the
// one that finds that the count is zero closes it: it runs after what all of them have
// done before they counted, and alone. So the counter is a wait group of which the last
// one waits, and a claim. What the counter begins with is not looked at: it is taken
// for the number of those who count down.
// https://go.dev/ref/mem#atomic: "If the effect of an atomic operation A is observed by
// atomic operation B, then A is synchronized before B."

// count runs an atomic addition to a counter, or a store to it.
func (f *frame) count(s *state, i ssa.Instruction, row contract.Row, recv ssa.Value, args []ssa.Value) {
	loc := f.counter(row, recv, args)
	if loc.IsZero() {
		return
	}
	if row.Op == contract.Count && isNegative(args[len(args)-1]) {
		f.emit(s, i, summary.Token{Kind: summary.Counted, Path: loc})
	} else {
		put(&s.added, loc, true)
	}
}

// counter returns the location of the counter that a call is about, or the zero path.
func (f *frame) counter(row contract.Row, recv ssa.Value, args []ssa.Value) path.Path {
	if len(args) == 0 {
		return path.Path{}
	}
	if row.Arg >= 0 {
		recv = args[row.Arg]
	}
	return f.single(recv)
}

// isNegative reports whether adding v counts down.
func isNegative(v ssa.Value) bool {
	c, ok := v.(*ssa.Const)
	if !ok || c.Value == nil || c.Value.Kind() != constant.Int {
		return false
	}
	if constant.Sign(c.Value) < 0 {
		return true
	}
	// https://pkg.go.dev/sync/atomic#AddUint32: "to decrement x, do
	// AddUint32(&x, ^uint32(0))"
	t, ok := c.Type().Underlying().(*types.Basic)
	return ok && (t.Kind() == types.Uint32 && constant.BitLen(c.Value) == 32 || t.Kind() == types.Uint64 && constant.BitLen(c.Value) == 64)
}

// foundZero lets s be a state in which a counter has reached zero, if it is one where the
// comparison c of what counting down has returned has the value truth.
func (f *frame) foundZero(s *state, c *ssa.BinOp, truth bool) {
	call, ok := c.X.(*ssa.Call)
	if !ok || !onlyZero(c, truth) {
		return
	}
	row, recv, args := rowOf(&call.Call)
	if row.Op != contract.Count || !isNegative(args[len(args)-1]) {
		return
	}
	if loc := f.counter(row, recv, args); !loc.IsZero() {
		f.wait(s, summary.Token{Kind: summary.Counted, Path: loc})
		s.win(loc)
	}
}

// onlyZero reports whether a count that isn't negative is zero if comparison c of it has
// the value truth.
func onlyZero(c *ssa.BinOp, truth bool) bool {
	n, ok := constInt([]ssa.Value{c.Y})
	if !ok {
		return false
	}
	switch c.Op {
	case token.EQL, token.LEQ:
		return truth && n == 0
	case token.NEQ, token.GTR:
		return !truth && n == 0
	case token.LSS:
		return truth && n == 1
	case token.GEQ:
		return !truth && n == 1
	}
	return false
}

// countedOut reports whether one of a and b is on a goroutine that has found a counter at
// zero, and the other one is followed by this goroutine's own counting down.
func countedOut(a, b *record) bool {
	one := func(a, b *record) bool {
		return b.eff.Async && slices.ContainsFunc(b.eff.Gates, func(g summary.Token) bool {
			return g.Kind == summary.Counted && summary.HasToken(a.after, g)
		})
	}
	return one(a, b) || one(b, a)
}
