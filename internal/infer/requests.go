package infer

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/streamvet/streamvet/internal/contract"
)

// HTTP servers call their handlers as gRPC does: each request in a goroutine of its
// own. What a handler is, no registration tells as reliably as the type of the function:
// routers and middleware hand it on. So a function of that type which is used as a
// value is one, and a ServeHTTP method of which others can get hold. Other methods that
// their interface wants to be ready for several goroutines, as that of a slog.Handler,
// are the same.
//
// A stream that a handler opens is its own. One that the handler has captured, or finds
// in its receiver, all calls share, unless middleware of the package calls handlers one
// at a time.

// requests are the functions of a package that handle requests.
type requests struct {
	handlers []*ssa.Function // in the order in which they are found
	is       map[*ssa.Function]bool
	// givenTo has the functions of this package to which a handler is handed on, or with
	// which it is handed to one.
	givenTo map[*ssa.Function][]*ssa.Function
	// mux has those to which something is handed that calls handlers.
	mux []*ssa.Function
	// loose counts how often middleware is used as a value without a handler beside it: any
	// handler may be called by it.
	loose map[*ssa.Function]int
}

func (p *Package) requests() *requests {
	if p.requestHandlers == nil {
		r := &requests{is: map[*ssa.Function]bool{}, givenTo: map[*ssa.Function][]*ssa.Function{}, loose: map[*ssa.Function]int{}}
		p.requestHandlers = r
		for _, fn := range p.allWithLiterals() {
			r.look(p, fn)
		}
		boxed := p.look().boxed
		for _, fn := range p.all {
			if fn.Signature.Recv() != nil && contract.IsRequestMethod(fn.Name(), fn.Signature) {
				n := named(fn.Signature.Recv().Type())
				if n != nil && (boxed[n.Origin()] || n.Obj().Exported() && p.Types.Name() != "main") {
					r.add(fn)
				}
			}
		}
	}
	return p.requestHandlers
}

// allWithLiterals returns the functions of the package, its initializer included, and
// the function literals in them.
func (p *Package) allWithLiterals() []*ssa.Function {
	var out []*ssa.Function
	seen := map[*ssa.Function]bool{}
	var add func(fn *ssa.Function)
	add = func(fn *ssa.Function) {
		if fn == nil || seen[fn] {
			return
		}
		seen[fn] = true
		out = append(out, fn)
		for _, a := range fn.AnonFuncs {
			add(a)
		}
	}
	for _, fn := range p.all {
		add(fn)
	}
	add(p.SSA.Func("init"))
	return out
}

// look finds the handlers that fn uses as values.
func (r *requests) look(p *Package, fn *ssa.Function) {
	var operands [8]*ssa.Value
	for _, b := range fn.Blocks {
		for _, i := range b.Instrs {
			if mc, ok := i.(*ssa.MakeClosure); ok && onlyCalled(mc) {
				continue
			}
			call, _ := i.(ssa.CallInstruction)
			for _, v := range i.Operands(operands[:0]) {
				if v == nil || *v == nil || call != nil && *v == call.Common().Value {
					continue
				}
				switch h, ok := (*v).(*ssa.Function); {
				case !ok:
				case contract.IsRequestHandler(h.Signature):
					r.add(p.handled(h))
				case isMiddleware(h.Signature):
					r.loose[p.handled(h)]++
				}
			}
			if call != nil {
				r.hand(p, call.Common())
			}
		}
	}
}

// add notes a handler. One that is made while another one runs is that request's own.
func (r *requests) add(fn *ssa.Function) {
	if fn == nil || r.is[fn] {
		return
	}
	for outer := fn.Parent(); outer != nil; outer = outer.Parent() {
		if contract.IsRequestHandler(outer.Signature) || contract.HandlerStream(outer.Signature) >= 0 {
			return
		}
	}
	r.is[fn] = true
	r.handlers = append(r.handlers, fn)
}

// handled returns the function of this package that runs when the function value h is
// called: the method, if h is one bound to its receiver.
func (p *Package) handled(h *ssa.Function) *ssa.Function {
	if obj, ok := h.Object().(*types.Func); ok && h.Synthetic != "" && len(h.FreeVars) == 1 {
		h = p.SSA.Prog.FuncValue(obj)
	}
	if h == nil || h.Blocks == nil {
		return nil
	}
	return h
}

// hand notes to what a call hands on handlers, and with what.
func (r *requests) hand(p *Package, c *ssa.CallCommon) {
	var to, handlers, with []*ssa.Function
	if callee := c.StaticCallee(); callee != nil && callee.Blocks != nil {
		to = append(to, callee)
	}
	for _, a := range arguments(c) {
		fn, ok := unwrapped(a).(*ssa.Function)
		switch {
		case !ok && callsHandlers(a.Type()):
			r.mux = append(r.mux, to...)
		case !ok:
		case isMiddleware(fn.Signature):
			with = append(with, p.handled(fn))
		case contract.IsRequestHandler(fn.Signature):
			handlers = append(handlers, p.handled(fn))
		}
	}
	if len(handlers) == 0 {
		return
	}
	for _, h := range handlers {
		r.givenTo[h] = append(append(r.givenTo[h], to...), with...)
	}
	for _, m := range with {
		r.loose[m]--
	}
}

// arguments returns the arguments of a call, the variadic ones one by one.
func arguments(c *ssa.CallCommon) []ssa.Value {
	var out []ssa.Value
	for _, a := range c.Args {
		list, ok := a.(*ssa.Slice)
		if ok {
			_, ok = list.X.(*ssa.Alloc)
		}
		if !ok {
			out = append(out, a)
			continue
		}
		for _, r := range *list.X.Referrers() {
			elem, ok := r.(*ssa.IndexAddr)
			if !ok {
				continue
			}
			for _, r := range *elem.Referrers() {
				if st, ok := r.(*ssa.Store); ok {
					out = append(out, st.Val)
				}
			}
		}
	}
	return out
}

// isMiddleware reports whether a function with the given signature makes one handler of
// another.
func isMiddleware(sig *types.Signature) bool {
	return sig.Params().Len() == 1 && sig.Results().Len() == 1 &&
		isHandlerType(sig.Params().At(0).Type()) && isHandlerType(sig.Results().At(0).Type())
}

// isHandlerType reports whether values of type t handle requests.
func isHandlerType(t types.Type) bool {
	sig, ok := t.Underlying().(*types.Signature)
	return ok && contract.IsRequestHandler(sig) || callsHandlers(t)
}

// unwrapped returns the function or the object that v is, without conversions.
func unwrapped(v ssa.Value) ssa.Value {
	for {
		switch x := v.(type) {
		case *ssa.ChangeType:
			v = x.X
		case *ssa.MakeInterface:
			v = x.X
		case *ssa.MakeClosure:
			v = x.Fn
		default:
			return v
		}
	}
}

// callsHandlers reports whether t has a method ServeHTTP.
func callsHandlers(t types.Type) bool {
	obj, _, _ := types.LookupFieldOrMethod(t, false, nil, contract.ServeHTTP)
	_, ok := obj.(*types.Func)
	return ok
}

// onlyCalled reports whether a function literal is called where it is written, and used
// for nothing else.
func onlyCalled(mc *ssa.MakeClosure) bool {
	for _, r := range *mc.Referrers() {
		call, ok := r.(ssa.CallInstruction)
		if !ok || call.Common().Value != mc || slices.Contains(call.Common().Args, ssa.Value(mc)) {
			return false
		}
	}
	return true
}

// concurrent returns the handlers of which several calls run at a time, those that
// aren't called one at a time by middleware of this package.
func (p *Package) concurrent() []*ssa.Function {
	r := p.requests()
	locked := map[*ssa.Function]bool{}
	serial := func(fn *ssa.Function) bool {
		known, ok := locked[fn]
		if !ok {
			known = p.locksHandlers(fn)
			locked[fn] = known
		}
		return known
	}
	for m, n := range r.loose {
		if n > 0 && serial(m) {
			return nil
		}
	}
	wraps := func(h *ssa.Function) bool { return h.Signature.Recv() != nil && serial(h) }
	if slices.ContainsFunc(r.mux, serial) || slices.ContainsFunc(r.handlers, wraps) {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(r.handlers), func(h *ssa.Function) bool {
		return slices.ContainsFunc(r.givenTo[h], serial)
	})
}

// locksHandlers reports whether fn, or a function literal in it, handles requests by
// calling another handler with a lock held.
func (p *Package) locksHandlers(fn *ssa.Function) bool {
	if fn == nil {
		return false // another package's
	}
	if slices.ContainsFunc(fn.AnonFuncs, p.locksHandlers) {
		return true
	}
	if !contract.IsRequestHandler(fn.Signature) {
		return false
	}
	var locks, unlocks, calls []*ssa.Call
	for _, b := range fn.Blocks {
		for _, i := range b.Instrs {
			call, ok := i.(*ssa.Call) // what is deferred comes after all of this
			if !ok {
				continue
			}
			switch callee := call.Call.StaticCallee(); {
			case callsHandler(&call.Call):
				calls = append(calls, call)
			case callee == nil:
			case contract.Lookup(declared(callee)).Op == contract.Lock:
				locks = append(locks, call)
			case contract.Lookup(declared(callee)).Op == contract.Unlock:
				unlocks = append(unlocks, call)
			}
		}
	}
	return len(calls) > 0 && !slices.ContainsFunc(calls, func(call *ssa.Call) bool {
		return !slices.ContainsFunc(locks, func(l *ssa.Call) bool {
			return precedes(l, call) && !slices.ContainsFunc(unlocks, func(u *ssa.Call) bool { return precedes(l, u) && precedes(u, call) })
		})
	})
}

// callsHandler reports whether c calls a handler that isn't known: a function value, or
// an http.Handler.
func callsHandler(c *ssa.CallCommon) bool {
	if c.IsInvoke() {
		return c.Method.Name() == contract.ServeHTTP
	}
	callee := c.StaticCallee()
	if callee == nil {
		return contract.IsRequestHandler(c.Signature())
	}
	return callee.Name() == contract.ServeHTTP && callee.Blocks == nil
}

// precedes reports whether a is always executed before b.
func precedes(a, b *ssa.Call) bool {
	if a.Block() != b.Block() {
		return a.Block().Dominates(b.Block())
	}
	return slices.Index(a.Block().Instrs, ssa.Instruction(a)) < slices.Index(b.Block().Instrs, ssa.Instruction(b))
}
