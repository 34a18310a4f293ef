package infer

import (
	"go/constant"
	"go/token"
	"go/types"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/streamvet/streamvet/internal/contract"
	"github.com/streamvet/streamvet/internal/heap"
	"github.com/streamvet/streamvet/internal/path"
	"github.com/streamvet/streamvet/internal/summary"
)

// val returns what v may be.
func (f *frame) val(v ssa.Value) path.Set {
	switch v := v.(type) {
	case *ssa.Parameter:
		for i, p := range f.fn.Params {
			if p == v {
				return path.Set{{Path: path.Of(path.Root{Kind: path.Param, Index: i})}}
			}
		}
	case *ssa.FreeVar:
		for i, fv := range f.fn.FreeVars {
			if fv == v {
				return path.Set{{Path: path.Of(path.Root{Kind: path.Free, Index: i})}}
			}
		}
	case *ssa.Global:
		return path.Set{{Path: path.Of(path.Root{Kind: path.Global, Name: v.String()}), Addr: true}}
	case *ssa.Function:
		return path.Set{{Path: path.Of(path.NewFunc(v.String(), v))}}
	case *ssa.Const, *ssa.Builtin:
		return nil
	}
	return f.regs[v]
}

// one returns vals, which register v has found in a container, as what v is for
// now: one of the elements, whichever it is.
func one(v ssa.Value, vals path.Set) path.Set {
	return vals.Map(func(x path.Value) path.Value {
		x.Path = x.Specialize(v.Name())
		return x
	})
}

// set records what register v may be.
func (f *frame) set(v ssa.Value, vals path.Set) {
	if len(vals) == 0 {
		return
	}
	old := f.regs[v]
	if sum := old.Plus(vals...); len(sum) > len(old) {
		f.regs[v] = sum
		f.grew = true
	}
}

// setTuple records what result i of call or receive v may be.
func (f *frame) setTuple(v ssa.Value, i, n int, vals path.Set) {
	t := f.tuples[v]
	if t == nil {
		t = make([]path.Set, n)
		f.tuples[v] = t
	}
	if sum := t[i].Plus(vals...); len(sum) > len(t[i]) {
		t[i] = sum
		f.grew = true
	}
}

// site returns the object that instruction i creates.
func site(i ssa.Instruction, index int) path.Value {
	return path.Value{Path: path.Of(path.NewSite(i, index))}
}

// value evaluates an instruction that only computes a value.
func (f *frame) value(s *state, v ssa.Value) {
	switch v := v.(type) {
	case *ssa.Alloc:
		f.set(v, path.Set{site(v, 0)})
		declare(s, v)
	case *ssa.MakeChan, *ssa.MakeMap, *ssa.MakeSlice:
		f.set(v, path.Set{site(v.(ssa.Instruction), 0)})
	case *ssa.MakeClosure:
		f.makeClosure(s, v)
	case *ssa.MakeInterface:
		f.set(v, f.dynamic(v.X, f.val(v.X), v))
	case *ssa.ChangeInterface:
		f.set(v, f.dynamic(v.X, f.val(v.X), nil))
	case *ssa.ChangeType:
		f.set(v, f.val(v.X))
	case *ssa.Convert:
		f.set(v, f.val(v.X))
	case *ssa.MultiConvert:
		f.set(v, f.val(v.X))
	case *ssa.SliceToArrayPointer:
		f.set(v, f.val(v.X))
	case *ssa.Slice:
		f.set(v, f.val(v.X))
	case *ssa.Phi:
		f.phi(v)
	case *ssa.UnOp:
		f.unop(s, v)
	case *ssa.FieldAddr:
		sel := fieldSel(v.X.Type(), v.Field)
		f.set(v, f.val(v.X).Map(func(x path.Value) path.Value {
			return path.Value{Path: x.Select(sel), Addr: true, Via: x.Via, Elem: x.Elem, Again: x.Again, Spread: x.Spread}
		}))
	case *ssa.Field:
		f.set(v, f.loadSel(s, f.val(v.X), fieldSel(v.X.Type(), v.Field)))
	case *ssa.IndexAddr:
		sel := f.elem(v.Index)
		if f.takesOutOf(s, v) {
			sel = path.Received(v.Name())
		} else if stripe := f.stripe(v); stripe != "" {
			sel = stripe
		}
		f.set(v, f.val(v.X).Map(func(x path.Value) path.Value { return path.Value{Path: x.Select(sel), Addr: true} }))
	case *ssa.Index:
		f.set(v, f.loadSel(s, f.val(v.X), f.elem(v.Index)))
	case *ssa.Lookup:
		if !f.tracked(elemType(v.X.Type())) {
			return
		}
		elem := f.elem(v.Index)
		if f.takesOut(v) {
			elem = path.Received(v.Name())
		}
		vals := one(v, f.loadSel(s, f.val(v.X), elem))
		f.set(v, vals)
		if v.CommaOk {
			f.setTuple(v, 0, 2, vals)
		}
	case *ssa.Range:
		f.set(v, f.val(v.X))
	case *ssa.Next:
		f.next(s, v)
	case *ssa.TypeAssert:
		vals := f.val(v.X)
		f.set(v, vals)
		if v.CommaOk {
			f.setTuple(v, 0, 2, vals)
		}
	case *ssa.Extract:
		if t := f.tuples[v.Tuple]; v.Index < len(t) {
			f.set(v, t[v.Index])
		}
	case *ssa.Select:
		f.selectStmt(s, v)
	}
}

// loadSel returns what the locations that sel leads to from vals hold.
func (f *frame) loadSel(s *state, vals path.Set, sel string) path.Set {
	var out path.Set
	for _, v := range vals {
		out = out.Plus(s.heap.Walk(v, sel)...)
	}
	return out
}

// fieldSel returns the selector for field index of a struct, or pointer to one.
func fieldSel(t types.Type, index int) string {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	st, ok := t.Underlying().(*types.Struct)
	if !ok {
		if tp, isParam := types.Unalias(t).(*types.TypeParam); isParam {
			st, ok = coreStruct(tp)
		}
		if !ok {
			return "." + strconv.Itoa(index)
		}
	}
	v := st.Field(index)
	if v.Embedded() && contract.IsStream(v.Type()) {
		return "^" + v.Name()
	}
	return "." + v.Name()
}

func coreStruct(tp *types.TypeParam) (*types.Struct, bool) {
	iface, ok := tp.Constraint().Underlying().(*types.Interface)
	if !ok {
		return nil, false
	}
	for e := range iface.EmbeddedTypes() {
		if st, ok := e.Underlying().(*types.Struct); ok {
			return st, true
		}
	}
	return nil, false
}

func elemType(t types.Type) types.Type {
	switch u := t.Underlying().(type) {
	case *types.Map:
		return u.Elem()
	case *types.Chan:
		return u.Elem()
	case *types.Slice:
		return u.Elem()
	case *types.Array:
		return u.Elem()
	case *types.Pointer:
		return u.Elem()
	}
	return types.Typ[types.Invalid]
}

// elem returns the selector for the element with index or key v.
func (f *frame) elem(v ssa.Value) string {
	if c, ok := v.(*ssa.Const); ok && c.Value != nil {
		switch c.Value.Kind() {
		case constant.Int:
			return path.Elem(c.Value.ExactString(), "")
		case constant.String:
			return path.Elem(constant.StringVal(c.Value), "")
		}
	}
	switch v := v.(type) {
	case *ssa.Parameter:
		for i, p := range f.fn.Params {
			if p == v {
				return path.Index(path.Param, i)
			}
		}
	case *ssa.UnOp:
		// A captured variable is another one for each closure that is made in a loop.
		if v.Op == token.MUL {
			switch x := v.X.(type) {
			case *ssa.FreeVar:
				for i, fv := range f.fn.FreeVars {
					if fv == x {
						return path.Index(path.Free, i)
					}
				}
			case *ssa.Alloc:
				if x := settled(v); x != v {
					return f.elem(x)
				}
				return path.Elem("", x.Name())
			}
		}
	case *ssa.Const, *ssa.FreeVar, *ssa.Global:
		return path.AnyElem
	}
	return path.Elem("", v.Name())
}

// pointee returns the location that an address of type t points to.
func pointee(v path.Value, t types.Type) path.Path {
	if v.Addr {
		return v.Path
	}
	if p, ok := t.Underlying().(*types.Pointer); ok {
		switch p.Elem().Underlying().(type) {
		case *types.Struct, *types.Array:
			return v.Path
		}
	}
	return v.Path.Add("*")
}

func (f *frame) unop(s *state, v *ssa.UnOp) {
	switch v.Op {
	case token.MUL:
		if !f.tracked(v.Type()) {
			return
		}
		var out path.Set
		for _, x := range f.val(v.X) {
			out = out.Plus(heap.Through(x, s.heap.Load(pointee(x, v.X.Type())))...)
		}
		if dyn := f.fieldType(v.X); dyn != "" {
			out = out.Map(func(x path.Value) path.Value {
				if x.Dyn == "" || x.Dyn == streamType {
					x.Dyn = dyn
				}
				return x
			})
		}
		f.set(v, one(v, out))
		f.readEnds(s, v)
		f.foundUnder(s, v)
	case token.ARROW:
		f.chanReceive(s, v, v.X)
		if f.tracked(elemType(v.X.Type())) {
			vals := one(v, f.loadSel(s, f.val(v.X), path.Received(v.Name())))
			f.set(v, vals)
			if v.CommaOk {
				f.setTuple(v, 0, 2, vals)
			}
		}
	}
}

func (f *frame) store(s *state, addr, val ssa.Value) {
	f.setFlag(s, addr, val)
	f.setMode(s, addr, val)
	f.keepCondition(s, addr, val)
	if !f.tracked(val.Type()) {
		return
	}
	addrs := f.val(addr)
	vals := copied(val.Type(), f.val(val))
	if vals == nil {
		vals = path.Set{}
	}
	if variable, ok := addr.(*ssa.Alloc); ok {
		f.reassign(s, variable, variableOf(val), vals, true)
	}
	var locs []path.Path
	for _, a := range addrs {
		locs = append(locs, pointee(a, addr.Type()))
	}
	strong := len(locs) == 1 && !f.volatile(locs[0])
	if f.owns(addr) {
		storeOwned(s, locs, vals, strong)
	} else {
		f.storeAt(s, locs, vals, strong)
	}
	f.overwrite(s, locs, val, vals, strong)
	if len(locs) == 1 {
		s.replace(locs[0])
	}
	if len(s.live) > 0 && f.recording {
		f.usedStored(s)
	}
}

// storeAt lets one of locs hold vals. If strong is set and there is one, it holds
// nothing else.
func (f *frame) storeAt(s *state, locs []path.Path, vals path.Set, strong bool) {
	if len(locs) == 1 {
		s.heap.Store(locs[0], vals, strong)
	} else {
		s.heap.StoreOne(locs, vals, false)
	}
}

// copied returns vals, values of type t, as a location holds them.
func copied(t types.Type, vals path.Set) path.Set {
	switch t.Underlying().(type) {
	case *types.Struct, *types.Array:
		return vals.Map(func(v path.Value) path.Value { v.Copy = true; return v })
	}
	return vals
}

// volatile reports whether others may store to loc at any time: it is a field of
// the server that all calls of a handler share, or a variable of the package.
func (f *frame) volatile(loc path.Path) bool {
	return f.handler && (loc.Root.Kind == path.Global || loc.Root == path.Root{Kind: path.Param}) && !strings.Contains(loc.Sel, "[")
}

// keyField is where the keys of a map are kept, as elements.
const keyField = ".key"

func (f *frame) mapUpdate(s *state, i *ssa.MapUpdate) {
	var locs []path.Path
	for _, m := range f.val(i.Map) {
		locs = append(locs, m.Select(f.elem(i.Key)))
	}
	if f.tracked(i.Value.Type()) {
		f.storeAt(s, locs, copied(i.Value.Type(), f.val(i.Value)), true)
	}
	if f.tracked(i.Key.Type()) {
		for _, m := range f.val(i.Map) {
			s.heap.Store(m.Select(keyField+path.AnyElem), f.val(i.Key), false)
		}
	}
}

func (f *frame) next(s *state, v *ssa.Next) {
	r, ok := v.Iter.(*ssa.Range)
	if !ok || v.IsString {
		return
	}
	m, ok := r.X.Type().Underlying().(*types.Map)
	if !ok {
		return
	}
	sel := path.Elem("", v.Name())
	if f.tracked(m.Key()) {
		f.setTuple(v, 1, 3, one(v, f.loadSel(s, f.val(r.X), keyField+sel)))
	}
	if f.tracked(m.Elem()) {
		f.setTuple(v, 2, 3, one(v, f.loadSel(s, f.val(r.X), sel)))
	}
}

func (f *frame) makeClosure(s *state, v *ssa.MakeClosure) {
	self := site(v, 0)
	for i, b := range v.Bindings {
		s.heap.Store(self.Select("$"+strconv.Itoa(i)), f.val(b), true)
	}
	f.set(v, path.Set{self})
}

// phi joins the values of the ways that lead to its block. What comes from the
// previous iteration of a loop is older.
func (f *frame) phi(v *ssa.Phi) {
	if !f.tracked(v.Type()) {
		return
	}
	for i, e := range v.Edges {
		vals := f.val(e)
		if l := f.loops.backEdge(v.Block().Preds[i], v.Block()); l != nil {
			vals = vals.Map(func(x path.Value) path.Value { return nextIteration(x, l) })
		}
		f.set(v, vals)
	}
}

// nextIteration returns v as seen from the next iteration of l.
func nextIteration(v path.Value, l *loop) path.Value {
	v.Path, v.Via, v.Elem = v.NextIteration(l), v.Via.NextIteration(l), path.Of(v.Elem).NextIteration(l).Root
	v.Owned = v.Owned.NextIteration(l)
	return v
}

// streamType is the dynamic type of a value that is known to be a stream, and
// nothing more.
const streamType = "stream"

// dynamic returns vals, which are the values of x, with the type that they have
// when they are kept in an interface. A value that is nothing but its type, such
// as an empty struct, is created here.
func (f *frame) dynamic(x ssa.Value, vals path.Set, at ssa.Instruction) path.Set {
	t := x.Type()
	dyn := ""
	if !types.IsInterface(t) {
		dyn = f.pkg.typeName(t)
		if vals == nil && at != nil && dyn != "" {
			vals = path.Set{site(at, 0)}
		}
	} else if contract.IsStream(t) {
		dyn = streamType
	}
	if dyn == "" {
		return vals
	}
	return vals.Map(func(v path.Value) path.Value {
		if v.Dyn == "" || v.Dyn == streamType {
			v.Dyn = dyn
		}
		return v
	})
}

// freshOf returns what is known of an object that another function has created.
func (f *frame) freshOf(v path.Value) *summary.Fresh {
	r := v.Root
	r.Old = false
	return f.fresh[r]
}
