package infer

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/streamvet/streamvet/internal/contract"
	"github.com/streamvet/streamvet/internal/ssabuild"
)

// Seeds returns those of fns that are worth a summary of their own: the ones that may
// do something to a stream, themselves or through what they call or mention, and the
// ones that other packages call to handle streams or functions for them. What else is
// called by those is analyzed on the way. The ones that use streams come first, so that
// what they call is known before the budget for others is spent; otherwise the order
// stays.
func (p *Package) Seeds(fns []*ssa.Function) []*ssa.Function {
	p.all = fns
	c := &seeds{pkg: p, given: givenFunctions(fns), leads: relevance{plain: true}}
	uses := mention{of: func(fn *ssa.Function) bool { return c.uses(fn) || c.serves(fn) }}
	p.usesStreams = mention{of: c.uses}
	p.methods = map[string][]*ssa.Function{}
	for _, fn := range fns {
		if fn.Signature.Recv() != nil {
			p.methods[fn.Name()] = append(p.methods[fn.Name()], fn)
		}
	}
	var first, rest []*ssa.Function
	for _, fn := range fns {
		switch {
		case p.usesStreams.by(fn):
			first = append(first, fn)
		case uses.by(fn) || c.handles(fn):
			rest = append(rest, fn)
		}
	}
	return append(first, rest...)
}

type seeds struct {
	pkg     *Package
	leads   relevance
	holders map[*types.Named]bool
	given   map[*types.Named]bool // types that are made of functions
}

// A mention answers which functions have a property, or mention one that has it,
// directly or through others.
type mention struct {
	of    func(*ssa.Function) bool
	known map[*ssa.Function]bool
}

// by reports whether fn has the property, or mentions a function that has it.
func (m *mention) by(fn *ssa.Function) bool {
	if known, ok := m.known[fn]; ok {
		return known
	}
	// Everything that the body leads to, then everything that leads to a use.
	var all []*ssa.Function
	callers := map[*ssa.Function][]*ssa.Function{}
	seen := map[*ssa.Function]bool{fn: true}
	work := []*ssa.Function{fn}
	var uses []*ssa.Function
	for len(work) > 0 {
		f := work[len(work)-1]
		work = work[:len(work)-1]
		if known, ok := m.known[f]; ok {
			if known {
				uses = append(uses, f)
			}
			continue
		}
		all = append(all, f)
		if m.of(f) {
			uses = append(uses, f)
		}
		for _, g := range mentioned(f) {
			callers[g] = append(callers[g], f)
			if !seen[g] {
				seen[g] = true
				work = append(work, g)
			}
		}
	}
	for _, f := range all {
		put(&m.known, f, false)
	}
	for len(uses) > 0 {
		f := uses[len(uses)-1]
		uses = uses[:len(uses)-1]
		m.known[f] = true
		for _, g := range callers[f] {
			if !m.known[g] {
				uses = append(uses, g)
			}
		}
	}
	return m.known[fn]
}

// usesStreamsBehind reports whether fn itself calls a method of an interface that a type of
// the package implements with one that uses streams.
func (p *Package) usesStreamsBehind(fn *ssa.Function) bool {
	for _, b := range fn.Blocks {
		for _, i := range b.Instrs {
			call, ok := i.(ssa.CallInstruction)
			if !ok || !call.Common().IsInvoke() {
				continue
			}
			iface, ok := call.Common().Value.Type().Underlying().(*types.Interface)
			if !ok {
				continue
			}
			for _, m := range p.methods[call.Common().Method.Name()] {
				if p.usesStreams.by(m) && types.Implements(m.Signature.Recv().Type(), iface) {
					return true
				}
			}
		}
	}
	return false
}

// serves reports whether fn is a method of a server, or registers one: what its handlers
// do, it may do through interfaces that others implement.
func (c *seeds) serves(fn *ssa.Function) bool {
	if recv := fn.Signature.Recv(); recv != nil {
		if n := named(recv.Type()); n != nil && c.pkg.handlers(n.Origin()) != nil {
			return true
		}
	}
	for _, b := range fn.Blocks {
		for _, i := range b.Instrs {
			if call, ok := i.(ssa.CallInstruction); ok && contract.Service(call.Common().Signature(), calleeName(call.Common())) >= 0 {
				return true
			}
		}
	}
	return false
}

// uses reports whether the body of fn itself handles a stream, or calls a
// function of another package that does.
func (c *seeds) uses(fn *ssa.Function) bool {
	for _, v := range fn.Params {
		if c.isStream(v.Type()) {
			return true
		}
	}
	if recv := fn.Signature.Recv(); recv != nil && c.holds(recv.Type()) {
		return true
	}
	for _, v := range fn.FreeVars {
		if c.isStream(v.Type()) {
			return true
		}
	}
	for _, b := range fn.Blocks {
		for _, i := range b.Instrs {
			if v, ok := i.(ssa.Value); ok && c.isStream(v.Type()) {
				return true
			}
			call, ok := i.(ssa.CallInstruction)
			if !ok {
				continue
			}
			obj := call.Common().Method
			if obj != nil && contract.MethodSide(obj.Name()) != 0 {
				return true
			}
			if callee := call.Common().StaticCallee(); callee != nil && callee.Blocks == nil {
				obj = declared(callee)
			}
			if obj != nil && obj.Pkg() != c.pkg.Types {
				if sum := c.pkg.Fact(obj); sum != nil && sum.Streams() {
					return true
				}
			}
		}
	}
	return false
}

// holds reports whether t is, or points to, a type that holds streams, so that its
// methods may do something to them.
func (c *seeds) holds(t types.Type) bool {
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		t = p.Elem()
	}
	n, ok := types.Unalias(t).(*types.Named)
	if !ok {
		return false
	}
	n = n.Origin()
	known, ok := c.holders[n]
	if !ok {
		known = leadsToStream(n, map[types.Type]bool{}, 0)
		put(&c.holders, n, known)
	}
	return known
}

func (c *seeds) isStream(t types.Type) bool {
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		t = p.Elem()
	}
	switch t := types.Unalias(t).(type) {
	case *types.Named, *types.TypeParam, *types.Interface:
		if known, ok := c.leads.known[t]; ok {
			return known
		}
		is := contract.IsStream(t)
		put(&c.leads.known, t, is)
		return is
	}
	return false
}

// handles reports whether other packages may call fn to handle streams or
// functions that it knows nothing about.
func (c *seeds) handles(fn *ssa.Function) bool {
	obj, ok := fn.Object().(*types.Func)
	if !ok || !obj.Exported() {
		return false
	}
	sig := obj.Signature()
	if ssabuild.TakesFunction(sig) || sig.TypeParams().Len() > 0 || sig.RecvTypeParams().Len() > 0 {
		return true
	}
	recv := sig.Recv()
	if recv == nil {
		// What makes such a type.
		for v := range sig.Results().Variables() {
			if n := named(v.Type()); n != nil && n.Obj().Pkg() == c.pkg.Types && ssabuild.KeepsFunctions(n) {
				return true
			}
		}
		return false
	}
	// The other methods of a type that is given functions: its Wait, its Close.
	if n := named(recv.Type()); n != nil {
		return c.holds(n) || c.given[n.Origin()] || ssabuild.KeepsFunctions(n) || c.pkg.GRPC && ssabuild.TakesObjects(n)
	}
	return false
}

// givenFunctions returns the types of objects that exported functions among fns
// make, and for which they take functions.
func givenFunctions(fns []*ssa.Function) map[*types.Named]bool {
	out := map[*types.Named]bool{}
	for _, fn := range fns {
		obj, ok := fn.Object().(*types.Func)
		if !ok || !obj.Exported() || obj.Signature().Recv() != nil || !ssabuild.TakesFunction(obj.Signature()) {
			continue
		}
		for v := range obj.Signature().Results().Variables() {
			if n := named(v.Type()); n != nil && n.Obj().Pkg() == obj.Pkg() {
				out[n.Origin()] = true
			}
		}
	}
	return out
}

// named returns the named type that t is or points to, or nil.
func named(t types.Type) *types.Named {
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		t = p.Elem()
	}
	n, _ := types.Unalias(t).(*types.Named)
	return n
}

// leadsToStream reports whether a value of type t holds a stream, in its fields
// or in what they point to.
func leadsToStream(t types.Type, seen map[types.Type]bool, depth int) bool {
	if seen[t] || depth > 8 {
		return false
	}
	seen[t] = true
	switch u := types.Unalias(t).(type) {
	case *types.Named:
		return !harmless(u) && (contract.IsStream(u) || leadsToStream(u.Underlying(), seen, depth+1))
	case *types.Pointer:
		return !isMessage(u) && leadsToStream(u.Elem(), seen, depth+1)
	case *types.Slice:
		return leadsToStream(u.Elem(), seen, depth+1)
	case *types.Array:
		return leadsToStream(u.Elem(), seen, depth+1)
	case *types.Map:
		return leadsToStream(u.Elem(), seen, depth+1)
	case *types.Chan:
		return leadsToStream(u.Elem(), seen, depth+1)
	case *types.Struct:
		for f := range u.Fields() {
			if leadsToStream(f.Type(), seen, depth+1) {
				return true
			}
		}
	case *types.Interface:
		return contract.IsStream(u)
	}
	return false
}
