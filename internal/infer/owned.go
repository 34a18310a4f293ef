package infer

import (
	"go/token"
	"go/types"
	"iter"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/streamvet/streamvet/internal/contract"
	"github.com/streamvet/streamvet/internal/path"
	"github.com/streamvet/streamvet/internal/summary"
)

// A field is owned if whatever is stored in it was made for the one object that it
// belongs to: two objects then hold two things there, however many there are of
// them and whoever has opened them. RacerD calls such values owned (Blackshear et
// al., OOPSLA 2018). Here it is a property of all the code of a package: each value
// that is ever stored in the field is new, and is stored in no field besides.

// ownership answers which fields are owned.
type ownership struct {
	pkg *Package

	stores  map[*types.Var][]*ssa.Store
	shared  map[*types.Var]bool // copied, or its address is given away
	callers map[*ssa.Function][]ssa.CallInstruction
	named   map[*ssa.Function]bool // used other than in a call of it
	invoked map[string]bool        // names of methods that are called by interfaces

	known map[*types.Var]bool
	keeps map[*ssa.Parameter]int // in how many fields a function stores what it is given
	loops map[*ssa.Function]*loops
	steps int

	operands [8]*ssa.Value // room for those of one instruction
}

// maxOwnershipSteps bounds the work for one package. A field that is beyond it is
// not owned.
const maxOwnershipSteps = 200_000

func newOwnership(p *Package) *ownership {
	return &ownership{
		pkg: p, stores: map[*types.Var][]*ssa.Store{}, shared: map[*types.Var]bool{},
		callers: map[*ssa.Function][]ssa.CallInstruction{}, named: map[*ssa.Function]bool{}, invoked: map[string]bool{},
		known: map[*types.Var]bool{}, keeps: map[*ssa.Parameter]int{}, loops: map[*ssa.Function]*loops{},
	}
}

// look collects what instruction i does to fields and functions.
func (o *ownership) look(i ssa.Instruction) {
	switch i := i.(type) {
	case *ssa.Store:
		if a, ok := i.Addr.(*ssa.FieldAddr); ok {
			v := fieldOf(a.X.Type(), a.Field)
			o.stores[v] = append(o.stores[v], i)
		}
	case *ssa.FieldAddr:
		for _, r := range *i.Referrers() {
			switch r := r.(type) {
			case *ssa.UnOp, *ssa.DebugRef, *ssa.FieldAddr:
				continue
			case *ssa.Store:
				if r.Addr == ssa.Value(i) {
					continue
				}
			}
			o.shared[fieldOf(i.X.Type(), i.Field)] = true
		}
	case *ssa.UnOp:
		// A struct that is copied shares what it holds with the copy, unless it was
		// put together just for that.
		st, ok := i.Type().Underlying().(*types.Struct)
		if _, local := i.X.(*ssa.Alloc); ok && i.Op == token.MUL && !local {
			for v := range st.Fields() {
				o.shared[v.Origin()] = true
			}
		}
	}
	call, isCall := i.(ssa.CallInstruction)
	if isCall {
		if c := call.Common(); c.IsInvoke() {
			o.invoked[c.Method.Name()] = true
		}
		if callee := call.Common().StaticCallee(); callee != nil {
			o.callers[origin(callee)] = append(o.callers[origin(callee)], call)
		}
	}
	for _, v := range i.Operands(o.operands[:0]) {
		if fn, ok := (*v).(*ssa.Function); ok && (!isCall || v != &call.Common().Value) {
			if method := declared(fn); method != nil && fn.Synthetic != "" {
				fn = o.pkg.SSA.Prog.FuncValue(method) // a method value is a function of its own
			}
			if fn != nil {
				o.named[origin(fn)] = true
			}
		}
	}
}

// owns reports whether v is owned.
func (o *ownership) owns(v *types.Var) bool {
	if known, ok := o.known[v]; ok {
		return known
	}
	o.known[v] = false
	if v == nil || v.Pkg() != o.pkg.Types || v.Exported() && o.pkg.Types.Name() != "main" || o.shared[v] || len(o.stores[v]) == 0 {
		return false
	}
	t := tracing{ownership: o, seen: map[ssa.Value]bool{}}
	for _, st := range o.stores[v] {
		if !t.isNew(st.Val) {
			return false
		}
	}
	for _, made := range t.made {
		if o.kept(made, made, map[ssa.Value]bool{}) > 1 {
			return false
		}
	}
	o.known[v] = o.steps < maxOwnershipSteps
	return o.known[v]
}

// tracing follows values back to where they were made.
type tracing struct {
	*ownership
	seen map[ssa.Value]bool
	made []ssa.Value
}

// isNew reports whether v is new wherever it comes from, or nil.
func (t *tracing) isNew(v ssa.Value) bool {
	if t.steps++; t.steps > maxOwnershipSteps {
		return false
	}
	if t.seen[v] {
		return true
	}
	t.seen[v] = true
	switch v := v.(type) {
	case *ssa.Const:
		return v.IsNil()
	case *ssa.MakeInterface:
		return t.isNew(v.X)
	case *ssa.ChangeInterface:
		return t.isNew(v.X)
	case *ssa.ChangeType:
		return t.isNew(v.X)
	case *ssa.TypeAssert:
		return t.isNew(v.X)
	case *ssa.Phi:
		for _, e := range v.Edges {
			if !t.isNew(e) {
				return false
			}
		}
		return true
	case *ssa.Alloc:
		t.made = append(t.made, v)
		_, isStruct := v.Type().Underlying().(*types.Pointer).Elem().Underlying().(*types.Struct)
		return isStruct
	case *ssa.UnOp:
		cell, ok := v.X.(*ssa.Alloc)
		return ok && v.Op == token.MUL && t.cellIsNew(cell)
	case *ssa.Extract:
		switch tuple := v.Tuple.(type) {
		case *ssa.Call:
			return t.resultIsNew(tuple, v.Index, v)
		case *ssa.TypeAssert:
			return v.Index == 0 && t.isNew(tuple.X)
		}
	case *ssa.Call:
		return t.resultIsNew(v, 0, v)
	case *ssa.Parameter:
		return t.paramIsNew(v)
	}
	return false
}

// cellIsNew reports whether all that is ever stored in a local variable is new.
func (t *tracing) cellIsNew(cell *ssa.Alloc) bool {
	for st := range cellStores(cell) {
		if st == nil || !t.isNew(st.Val) {
			return false
		}
	}
	return true
}

// cellStores yields the stores to a local variable, nil among them if there may be
// others.
func cellStores(cell ssa.Value) iter.Seq[*ssa.Store] {
	return func(yield func(*ssa.Store) bool) { eachStore(cell, yield) }
}

// eachStore yields what cellStores does. It returns false if yield has done so.
func eachStore(cell ssa.Value, yield func(*ssa.Store) bool) bool {
	for _, r := range *cell.Referrers() {
		switch r := r.(type) {
		case *ssa.Store:
			st := r
			if r.Addr != cell {
				st = nil
			}
			if !yield(st) {
				return false
			}
		case *ssa.UnOp, *ssa.DebugRef:
		case *ssa.MakeClosure:
			if v := capturedAs(r, cell); v != nil && !eachStore(v, yield) {
				return false
			}
		default:
			if !yield(nil) {
				return false
			}
		}
	}
	return true
}

// onlyStore returns the one store to a local variable, or nil.
func onlyStore(cell ssa.Value) *ssa.Store {
	var only *ssa.Store
	for st := range cellStores(cell) {
		if st == nil || only != nil {
			return nil
		}
		only = st
	}
	return only
}

// isStored reports whether anything may be stored to a local variable.
func isStored(cell ssa.Value) bool {
	for range cellStores(cell) {
		return true
	}
	return false
}

// capturedAs returns what v is in the function literal that mc makes.
func capturedAs(mc *ssa.MakeClosure, v ssa.Value) ssa.Value {
	for i, b := range mc.Bindings {
		if b == v {
			return mc.Fn.(*ssa.Function).FreeVars[i]
		}
	}
	return nil
}

// paramIsNew reports whether parameter v is new in each call: it is a handler's
// stream, or that of a function of this package, of which all calls are known.
func (t *tracing) paramIsNew(v *ssa.Parameter) bool {
	fn := v.Parent()
	if t.pkg.isHandler(fn) {
		t.made = append(t.made, v)
		return contract.IsStream(v.Type())
	}
	obj := fn.Object()
	if obj == nil || obj.Exported() && t.pkg.Types.Name() != "main" || t.named[fn] || fn.Signature.Recv() != nil && t.invoked[fn.Name()] || len(t.callers[fn]) == 0 {
		return false
	}
	n := -1
	for i, p := range fn.Params {
		if p == v {
			n = i
		}
	}
	for _, call := range t.callers[fn] {
		if args := call.Common().Args; n >= len(args) || !t.isNew(args[n]) {
			return false
		}
	}
	return true
}

// resultIsNew reports whether result index of a call, which is v, is another thing
// each time. What opens a stream is called by an interface or is generated, and
// takes a context and options.
func (t *tracing) resultIsNew(call *ssa.Call, index int, v ssa.Value) bool {
	t.made = append(t.made, v)
	fn := call.Call.StaticCallee()
	if fn == nil || fn.Blocks == nil {
		if fn != nil {
			if sum := t.pkg.summary(fn); sum != nil {
				return makesResult(sum, index)
			}
		}
		sig := call.Call.Signature()
		return contract.IsStream(sig.Results().At(index).Type()) && sig.Params().Len() > 0
	}
	inner := tracing{ownership: t.ownership, seen: t.seen}
	for _, b := range fn.Blocks {
		ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		if ok && !inner.isNew(ret.Results[index]) {
			return false
		}
	}
	for _, made := range inner.made {
		if t.kept(made, made, map[ssa.Value]bool{}) > 0 {
			return false
		}
	}
	return true
}

// makesResult reports whether result index of a function is new, and kept nowhere.
func makesResult(sum *summary.Summary, index int) bool {
	if index >= len(sum.Results) || len(sum.Results[index]) == 0 {
		return false
	}
	for _, r := range sum.Results[index] {
		if r.Root.Kind != path.Fresh || r.Sel != "" {
			return false
		}
		for _, st := range sum.Stores {
			if st.Loc.Root.Outside() && hasRoot(st.Vals, r.Root) {
				return false
			}
		}
	}
	return true
}

// kept returns how many fields what is made at made, and is v, may be stored in:
// none, one, or several.
func (o *ownership) kept(made, v ssa.Value, seen map[ssa.Value]bool) int {
	if o.steps++; o.steps > maxOwnershipSteps {
		return 2
	}
	if seen[v] || v.Referrers() == nil {
		return 0
	}
	seen[v] = true
	n := 0
	for _, r := range *v.Referrers() {
		switch r := r.(type) {
		case *ssa.MakeInterface, *ssa.ChangeInterface, *ssa.ChangeType, *ssa.TypeAssert, *ssa.Phi:
			n += o.kept(made, r.(ssa.Value), seen)
		case *ssa.Extract:
			if _, ok := r.Tuple.(*ssa.TypeAssert); ok {
				n += o.kept(made, r, seen)
			}
		case *ssa.Store:
			if r.Val == v {
				n += o.times(made, r) * o.keptAt(made, r.Addr, seen)
			}
		case ssa.CallInstruction:
			n += o.times(made, r) * o.keptByCallee(r.Common(), v)
		}
		if n > 1 {
			return 2
		}
	}
	return n
}

// keptAt returns in how many fields what is stored at addr is.
func (o *ownership) keptAt(made, addr ssa.Value, seen map[ssa.Value]bool) int {
	switch a := addr.(type) {
	case *ssa.FieldAddr:
		return 1
	case *ssa.Alloc:
		return o.keptFrom(made, a, seen)
	}
	return 0
}

// keptFrom returns in how many fields what a variable holds is stored.
func (o *ownership) keptFrom(made, cell ssa.Value, seen map[ssa.Value]bool) int {
	n := 0
	for _, r := range *cell.Referrers() {
		switch r := r.(type) {
		case *ssa.UnOp:
			n += o.kept(made, r, seen)
		case *ssa.MakeClosure:
			if v := capturedAs(r, cell); v != nil && !seen[v] {
				seen[v] = true
				n += 2 * o.keptFrom(made, v, seen) // it may run several times
			}
		}
	}
	return min(n, 2)
}

// keptByCallee returns in how many fields a function of this package stores v,
// which c passes to it.
func (o *ownership) keptByCallee(c *ssa.CallCommon, v ssa.Value) int {
	fn := c.StaticCallee()
	if fn == nil || fn.Blocks == nil {
		return 0
	}
	n := 0
	for i, a := range c.Args {
		if a != v || i >= len(fn.Params) {
			continue
		}
		p := fn.Params[i]
		known, ok := o.keeps[p]
		if !ok {
			o.keeps[p] = 0 // as long as nothing else is found
			known = o.kept(p, p, map[ssa.Value]bool{})
			o.keeps[p] = known
		}
		n += known
	}
	return min(n, 2)
}

// times returns how often instruction i may happen to what was made at made: once,
// or several times where it is in a loop and made is not.
func (o *ownership) times(made ssa.Value, i ssa.Instruction) int {
	fn := i.Parent()
	ls := o.loops[fn]
	if ls == nil {
		ls = findLoops(fn)
		o.loops[fn] = ls
	}
	at, isInstr := made.(ssa.Instruction)
	for l := ls.inner[i.Block()]; l != nil; l = l.parent {
		if !isInstr || !l.body[at.Block()] {
			return 2
		}
	}
	return 1
}

// owns reports whether addr is the address of a field that is owned.
func (f *frame) owns(addr ssa.Value) bool {
	a, ok := addr.(*ssa.FieldAddr)
	return ok && f.pkg.look().ownership.owns(fieldOf(a.X.Type(), a.Field))
}

// storeOwned lets whichever of locs, fields that are owned, hold vals.
func storeOwned(s *state, locs []path.Path, vals path.Set, strong bool) {
	for _, loc := range locs {
		s.heap.Store(loc, vals.Map(func(v path.Value) path.Value {
			v = v.Thing()
			v.Owned = loc
			return v
		}), strong)
	}
}

// isOwned reports whether st stores in a field that is owned.
func isOwned(st summary.Store) bool {
	return slices.ContainsFunc(st.Vals, func(v path.Value) bool { return !v.Owned.IsZero() })
}
