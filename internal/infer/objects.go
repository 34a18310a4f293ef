package infer

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/streamvet/streamvet/internal/contract"
	"github.com/streamvet/streamvet/internal/path"
	"github.com/streamvet/streamvet/internal/summary"
)

// An object is a type with what may happen to a value of it.
type object struct {
	typ     *types.Named
	methods []*ssa.Function
	// makers are the functions that return a new one or give it away, with the index
	// of the object among those that a call creates.
	makers map[*ssa.Function]int
	server map[string]bool // names of the methods that are handlers
	api    bool
}

// objects returns the types of the package whose methods share something, in the
// order of their declaration.
func (p *Package) objects(fns []*ssa.Function) []*object {
	var out []*object
	index := map[*types.Named]*object{}
	scope := p.Types.Scope()
	boxed := p.look().boxed
	for _, name := range scope.Names() {
		obj, ok := scope.Lookup(name).(*types.TypeName)
		if !ok || obj.IsAlias() {
			continue
		}
		n, ok := obj.Type().(*types.Named)
		if !ok || types.IsInterface(n) {
			continue
		}
		o := &object{typ: n, makers: map[*ssa.Function]int{}}
		o.server = p.handlers(n)
		o.api = obj.Exported() && p.Types.Name() != "main" || boxed[n]
		out = append(out, o)
		index[n] = o
	}
	slices.SortFunc(out, func(a, b *object) int { return int(a.typ.Obj().Pos() - b.typ.Obj().Pos()) })
	for _, fn := range slices.Concat(fns, p.literals()) {
		p.given(fn, func(n *types.Named, k int) {
			if index[n] != nil {
				index[n].makers[fn] = k
			}
		})
		if n, k, ok := p.makes(fn); ok && index[n] != nil && fn.Signature.Recv() == nil {
			index[n].makers[fn] = k
		}
	}
	return slices.DeleteFunc(out, func(o *object) bool {
		o.methods = p.methodsOf(o.typ, p.startsSomething(o))
		return len(o.methods) == 0
	})
}

// literals returns the function literals of the package that have been analyzed.
func (p *Package) literals() []*ssa.Function {
	var out []*ssa.Function
	for _, fn := range p.allWithLiterals() {
		if fn.Parent() != nil && p.entries[fn] != nil {
			out = append(out, fn)
		}
	}
	return out
}

// startsSomething reports whether a maker of o starts goroutines that outlive it.
func (p *Package) startsSomething(o *object) bool {
	for fn := range o.makers {
		if sum := p.summary(fn); sum != nil {
			for i := range sum.Effects {
				if sum.Effects[i].Async && sum.Effects[i].Live {
					return true
				}
			}
		}
	}
	return false
}

// makes returns the type of which fn returns a new object, and the object's index
// among those that a call creates.
func (p *Package) makes(fn *ssa.Function) (*types.Named, int, bool) {
	sum := p.summary(fn)
	if sum == nil {
		return nil, 0, false
	}
	for _, vals := range sum.Results {
		for _, v := range vals {
			if v.Root.Kind != path.Fresh || v.Sel != "" || v.Root.Index >= len(sum.Fresh) {
				continue
			}
			t := p.namedType(sum.Fresh[v.Root.Index].Type)
			if n, ok := t.(*types.Named); ok && n.Obj().Pkg() == p.Types {
				return n.Origin(), v.Root.Index, true
			}
		}
	}
	return nil, 0, false
}

// given calls yield with the type of each object that fn makes and gives away, if fn leaves
// goroutines behind that use it, and with the object's index.
func (p *Package) given(fn *ssa.Function, yield func(*types.Named, int)) {
	sum := p.summary(fn)
	if sum == nil {
		return
	}
	for _, k := range p.givenAway[sum] {
		self := path.Root{Kind: path.Fresh, Index: k}
		of := func(n path.Path) bool { return n.Root == self && n.Sel != "" }
		used := slices.ContainsFunc(sum.Effects, func(e summary.Effect) bool {
			return e.Live && isStarted(&e) && (slices.ContainsFunc(e.Names, of) || slices.ContainsFunc(e.Alias, of))
		})
		if n, ok := p.namedType(sum.Fresh[k].Type).(*types.Named); ok && used && n.Obj().Pkg() == p.Types {
			yield(n.Origin(), k)
		}
	}
}

// boxes returns the type of the package that m converts to an interface with methods, if
// others get that, or nil.
func (p *Package) boxes(m *ssa.MakeInterface) *types.Named {
	if t, ok := types.Unalias(m.Type()).(*types.Named); !ok || t.Obj().Pkg() == nil {
		return nil // any, error: no methods to call
	}
	n := named(m.X.Type())
	if n == nil || n.Obj().Pkg() != p.Types || !p.leaves(m, map[ssa.Value]bool{}) {
		return nil
	}
	return n.Origin()
}

// leaves reports whether others than the functions of this package may get v. What is in a
// field of a type of the package is used by that type's methods, which are looked at
// themselves, and what a library does that the table knows is known.
func (p *Package) leaves(v ssa.Value, seen map[ssa.Value]bool) bool {
	if seen[v] || v.Referrers() == nil {
		return !seen[v]
	}
	seen[v] = true
	return slices.ContainsFunc(*v.Referrers(), func(i ssa.Instruction) bool {
		switch i := i.(type) {
		case *ssa.DebugRef, *ssa.If, *ssa.BinOp:
			return false
		case *ssa.Phi, *ssa.ChangeInterface, *ssa.ChangeType, *ssa.TypeAssert, *ssa.Extract,
			*ssa.UnOp, *ssa.IndexAddr, *ssa.FieldAddr, *ssa.Index, *ssa.Field, *ssa.Slice, *ssa.Range, *ssa.Next:
			return p.leaves(i.(ssa.Value), seen)
		case *ssa.MakeClosure:
			for k, b := range i.Bindings {
				if b == v && p.leaves(i.Fn.(*ssa.Function).FreeVars[k], seen) {
					return true
				}
			}
			return false
		case *ssa.Store:
			return i.Val == v && p.leavesIn(i.Addr, seen)
		case ssa.CallInstruction:
			return p.leavesBy(i, v, seen)
		}
		return true
	})
}

// leavesIn is leaves for what is stored at addr.
func (p *Package) leavesIn(addr ssa.Value, seen map[ssa.Value]bool) bool {
	for {
		switch a := addr.(type) {
		case *ssa.FieldAddr:
			if n := named(a.X.Type()); n != nil && n.Obj().Pkg() == p.Types {
				return false
			}
			addr = a.X
			continue
		case *ssa.IndexAddr:
			addr = a.X
			continue
		case *ssa.Alloc:
			return p.leaves(a, seen)
		}
		return true
	}
}

// leavesBy is leaves for a call that v is an argument of, or the receiver.
func (p *Package) leavesBy(call ssa.CallInstruction, v ssa.Value, seen map[ssa.Value]bool) bool {
	c := call.Common()
	if !slices.Contains(c.Args, v) {
		return false
	}
	if b, ok := c.Value.(*ssa.Builtin); ok {
		return b.Name() == "copy" || b.Name() == "append" && p.leaves(call.Value(), seen)
	}
	row, _, _ := rowOf(c)
	if row.Op == contract.Hold && call.Value() != nil {
		return p.leaves(call.Value(), seen) // in what holds it
	}
	if row.Op.Acts() || row.Op == contract.Forward {
		return false
	}
	fn := c.StaticCallee()
	if fn == nil || origin(fn).Blocks == nil {
		return true
	}
	for k, a := range c.Args {
		if a == v && (k >= len(origin(fn).Params) || p.leaves(origin(fn).Params[k], seen)) {
			return true
		}
	}
	return false
}

// methodsOf returns the methods of pointers to n that have been analyzed or can be,
// promoted ones included, sorted by name. If made is set all of them are analyzed.
func (p *Package) methodsOf(n *types.Named, made bool) []*ssa.Function {
	known := func(fn *ssa.Function) bool {
		return fn != nil && (p.entries[origin(fn)] != nil || made && p.summary(fn) != nil)
	}
	if n.TypeParams().Len() > 0 {
		var out []*ssa.Function
		for m := range n.Methods() {
			if fn := p.SSA.Prog.FuncValue(m); known(fn) {
				out = append(out, fn)
			}
		}
		return out
	}
	mset := p.SSA.Prog.MethodSets.MethodSet(types.NewPointer(n))
	var out []*ssa.Function
	for sel := range mset.Methods() {
		obj, ok := sel.Obj().(*types.Func)
		if !ok {
			continue
		}
		if len(sel.Index()) == 1 {
			if fn := p.SSA.Prog.FuncValue(obj); known(fn) {
				out = append(out, fn)
			}
			continue
		}
		// Promoted: worth a look if what it is promoted from does something.
		if types.IsInterface(obj.Signature().Recv().Type()) {
			continue
		}
		if fn := p.function(obj); fn != nil && p.summary(fn) != nil {
			if m := p.SSA.Prog.MethodValue(sel); m != nil {
				out = append(out, m)
			}
		}
	}
	return out
}
