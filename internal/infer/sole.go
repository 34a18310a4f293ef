package infer

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/streamvet/streamvet/internal/contract"
	"github.com/streamvet/streamvet/internal/path"
	"github.com/streamvet/streamvet/internal/summary"
)

// A package may hide what it makes behind an interface of its own that has one
// implementation there. Where it isn't known what is behind a value of such an
// interface it is taken to be that one: others, if there are any, are mostly fakes for
// tests.

// Sole calls yield with each method of the exported interfaces that one type of the
// package alone implements, and with that type's method. fns are those that have been
// analyzed: only types that they belong to count.
func (p *Package) Sole(fns []*ssa.Function, yield func(*types.Func, *ssa.Function)) {
	if !p.GRPC {
		return
	}
	var implementations []*types.Named
	for _, fn := range fns {
		recv := fn.Signature.Recv()
		if recv == nil {
			continue
		}
		if n := named(recv.Type()); n != nil && n.TypeParams().Len() == 0 && !slices.Contains(implementations, n) {
			implementations = append(implementations, n)
		}
	}
	if len(implementations) == 0 {
		return
	}
	scope := p.Types.Scope()
	for _, name := range scope.Names() {
		iface := p.interfaceCalled(name)
		if iface == nil {
			continue
		}
		n := p.soleImplementation(iface)
		if n == nil || !slices.Contains(implementations, n) {
			continue
		}
		for m := range iface.Methods() {
			if takesCallOptions(m.Signature()) {
				continue // a generated client's
			}
			sel := p.SSA.Prog.MethodSets.MethodSet(types.NewPointer(n)).Lookup(m.Pkg(), m.Name())
			if sel == nil {
				continue
			}
			if fn := p.SSA.Prog.MethodValue(sel); fn != nil {
				yield(m, fn)
			}
		}
	}
}

// interfaceCalled returns the exported interface of the package that has a name, if
// it has methods and is no stream, or nil.
func (p *Package) interfaceCalled(name string) *types.Interface {
	obj, ok := p.Types.Scope().Lookup(name).(*types.TypeName)
	if !ok || !obj.Exported() || obj.IsAlias() || contract.IsStream(obj.Type()) {
		return nil
	}
	n, ok := obj.Type().(*types.Named)
	if !ok || n.TypeParams().Len() > 0 {
		return nil
	}
	iface, ok := n.Underlying().(*types.Interface)
	if !ok || iface.NumMethods() == 0 || !iface.IsMethodSet() {
		return nil
	}
	return iface
}

// soleImplementation returns the one type of the package that implements iface, or nil.
func (p *Package) soleImplementation(iface *types.Interface) *types.Named {
	var found *types.Named
	scope := p.Types.Scope()
	for _, name := range scope.Names() {
		obj, ok := scope.Lookup(name).(*types.TypeName)
		if !ok || obj.IsAlias() {
			continue
		}
		n, ok := obj.Type().(*types.Named)
		if !ok || types.IsInterface(n) || n.TypeParams().Len() > 0 || !types.Implements(types.NewPointer(n), iface) {
			continue
		}
		if found != nil {
			return nil
		}
		found = n
	}
	return found
}

// soleTarget returns the target of method m of v, of which nobody else knows better
// what it is: it was found in an object, or made by a call.
func (f *frame) soleTarget(v path.Value, m *types.Func, args []summary.Arg) *target {
	if v.Sel == "" && v.Root.Kind != path.Site || m.Pkg() == nil || m.Pkg() == f.pkg.Types {
		return nil
	}
	sum := f.pkg.Fact(m)
	if sum == nil {
		return nil
	}
	v.Dyn = ""
	return &target{sum: sum, params: append(values(path.Set{v}), args...)}
}
