package infer

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/streamvet/streamvet/internal/contract"
	"github.com/streamvet/streamvet/internal/path"
	"github.com/streamvet/streamvet/internal/summary"
)

// A server interceptor may give handlers a stream of its own, which takes a lock for
// each message. If the package has such an interceptor, the streams that its handlers
// are given guard themselves.
// https://pkg.go.dev/google.golang.org/grpc#StreamServerInterceptor

// guarded returns the sides that the streams of this package's handlers guard.
func (p *Package) guarded() contract.Side {
	if p.guardedSides == nil {
		var sides contract.Side
		for _, fn := range p.all {
			sides |= p.guardedBy(fn)
		}
		p.guardedSides = &sides
	}
	return *p.guardedSides
}

// guardedBy returns the sides that the streams guard which fn, or a function literal in
// it, gives to handlers, if that is an interceptor.
func (p *Package) guardedBy(fn *ssa.Function) contract.Side {
	var sides contract.Side
	for _, a := range fn.AnonFuncs {
		sides |= p.guardedBy(a)
	}
	if !contract.IsStreamInterceptor(fn.Signature) {
		return sides
	}
	for _, b := range fn.Blocks {
		for _, i := range b.Instrs {
			call, ok := i.(ssa.CallInstruction)
			if !ok || call.Common().IsInvoke() || !contract.IsStreamHandler(call.Common().Signature()) {
				continue
			}
			if wrapper, ok := call.Common().Args[1].(*ssa.MakeInterface); ok {
				sides |= p.guards(wrapper.X.Type())
			}
		}
	}
	return sides
}

// guards returns the sides of a stream that is a t which t's methods use with a lock of
// the t.
func (p *Package) guards(t types.Type) contract.Side {
	var sides contract.Side
	for _, name := range [...]string{"SendMsg", "RecvMsg"} {
		sel := p.SSA.Prog.MethodSets.MethodSet(t).Lookup(p.Types, name)
		if sel == nil || len(sel.Index()) > 1 {
			continue // the stream's own
		}
		if fn := p.SSA.Prog.MethodValue(sel); fn != nil && locksAll(p.summary(fn), contract.MethodSide(name)) {
			sides |= contract.MethodSide(name)
		}
	}
	return sides
}

// locksAll reports whether all uses of a side of a stream in sum hold a lock of the
// receiver.
func locksAll(sum *summary.Summary, side contract.Side) bool {
	if sum == nil {
		return false
	}
	found := false
	for i := range sum.Effects {
		e := &sum.Effects[i]
		if e.Kind != summary.Access || e.Side&side == 0 {
			continue
		}
		found = true
		if !hasOwnLock(e) {
			return false
		}
	}
	return found
}

func hasOwnLock(e *summary.Effect) bool {
	for _, l := range e.Locks {
		if !l.Shared && l.Path.Root == (path.Root{Kind: path.Param}) {
			return true
		}
	}
	return false
}

// guardsItself reports whether x and y, which may be one stream, are a handler's that
// lets only one goroutine at a time use the side that both use.
func (f *frame) guardsItself(x, y path.Value, both contract.Side) bool {
	return both != 0 && f.isHandlers(x.Path) && f.isHandlers(y.Path) && f.pkg.guarded()&both != 0
}

// isHandlers reports whether p is the stream that a handler of the package is given.
func (f *frame) isHandlers(p path.Path) bool {
	fn, n := f.fn, p.Root.Index
	switch {
	case p.Sel != "":
		return false
	case p.Root.Kind == path.Site:
		fn, n = f.calls[p.Root.Origin()], -1-n // in the shared frame
	case p.Root.Kind != path.Param:
		return false
	}
	return fn != nil && n >= 0 && n < len(fn.Params) && contract.IsStream(fn.Params[n].Type()) && f.pkg.isHandler(fn)
}
