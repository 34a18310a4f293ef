package infer

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/streamvet/streamvet/internal/contract"
	"github.com/streamvet/streamvet/internal/order"
	"github.com/streamvet/streamvet/internal/path"
	"github.com/streamvet/streamvet/internal/summary"
)

// The functions of a package meet in more places than in each other's bodies:
// the methods of one object share its fields, the handlers of one server share
// the server, and everything shares the variables of the package. A sharedFrame
// compares what may run side by side there, where no function of the package
// shows both.

// A participant is a function that runs, once, in the shared frame.
type participant struct {
	fn      *ssa.Function
	binding *binding
	// handler: gRPC calls it, in a goroutine of its own, as often as clients do.
	handler bool
	// api: others may call it once it can be called at all.
	api   bool
	trace []summary.Step
	insts []inst
	// accesses has the indices of the insts that are accesses, and lives says
	// whether one of them is on a goroutine that outlives the call.
	accesses []int
	lives    bool
	res      []path.Set
}

// An object is a type with what may happen to a value of it.
type object struct {
	typ     *types.Named
	methods []*ssa.Function
	// makers are the functions that return a new one, as the result with the
	// index of the object among those that a call creates.
	makers map[*ssa.Function]int
	server map[string]bool // names of the methods that are handlers
	api    bool
}

// Shared returns the conflicts between the functions of the package that share
// objects. fns are those that have been analyzed.
func (p *Package) Shared(fns []*ssa.Function) []Conflict {
	f := &frame{
		pkg: p, loops: &loops{},
		fresh: map[path.Root]*summary.Fresh{},
	}
	s := &state{}
	parts := p.participants(f, fns)
	if !worthwhile(parts) {
		return nil
	}
	// What one of them stores, another one finds; twice, since what is found may
	// be where something else is stored.
	for round := range 2 {
		for _, x := range parts {
			f.storeOnly(s, x.binding, round == 0)
		}
	}
	for _, x := range parts {
		x.insts = f.instantiate(s, x.binding, &summary.Effect{Trace: x.trace}, 0)
		for n := range x.insts {
			res := f.resolveAll(s, x.insts[n].refs)
			if x.insts[n].eff.Kind == summary.Access {
				res = s.heap.Streams(res)
				x.accesses = append(x.accesses, n)
				x.lives = x.lives || x.insts[n].eff.Async && x.insts[n].eff.Live
			}
			x.res = append(x.res, res)
		}
	}
	for _, x := range parts {
		for n := range x.insts {
			if e := &x.insts[n].eff; e.Kind == summary.Signal && e.Token.Kind == summary.Sent {
				put(&f.sentOn, e.Token.Path, true)
			}
		}
	}
	var out []Conflict
	for i, x := range parts {
		out = append(out, f.inside(s, x)...)
		for _, y := range parts[i+1:] {
			out = append(out, f.between(s, x, y)...)
		}
	}
	return out
}

// worthwhile reports whether there may be anything to compare.
func worthwhile(parts []*participant) bool {
	streams, beside := false, false
	for _, x := range parts {
		streams = streams || x.binding.sum.Streams()
		beside = beside || x.handler
		for i := range x.binding.sum.Effects {
			if e := &x.binding.sum.Effects[i]; e.Async && e.Live {
				beside = true
			}
		}
	}
	return streams && beside
}

// participants lists what runs in the shared frame: the methods of each object,
// the functions that make one, handlers twice, since two calls of one handler run
// beside each other.
func (p *Package) participants(f *frame, fns []*ssa.Function) []*participant {
	var out []*participant
	add := func(fn *ssa.Function, recv path.Set, self int, handler, api bool) {
		sum := p.summary(fn)
		if sum == nil || sum.IsEmpty() {
			return
		}
		x := &participant{fn: fn, handler: handler, api: api}
		instr := new(ssa.Alloc) // stands for the call
		t := target{sum: sum}
		for i, v := range fn.Params {
			val := path.Set{{Path: path.Of(path.NewSite(instr, -1-i))}}
			if i == 0 && recv != nil {
				val = recv
			} else if contract.IsStream(v.Type()) {
				val[0].Dyn = streamType
			}
			t.params = append(t.params, summary.Arg{Vals: val})
		}
		for i := range fn.FreeVars {
			// All calls of a closure share what it has captured.
			t.frees = append(t.frees, summary.Arg{Vals: path.Set{{Path: path.Of(path.NewSite(fn, -1-i))}}})
		}
		x.binding = &binding{target: t, instr: instr, self: self}
		if self >= 0 {
			x.binding.object = recv
		}
		for k := range sum.Fresh {
			f.fresh[path.NewSite(instr, k)] = &sum.Fresh[k]
		}
		if handler {
			if pos := p.pos(fn.Pos()); pos.IsValid() {
				x.trace = []summary.Step{{Kind: summary.AtHandler, Pos: pos}}
			}
		}
		out = append(out, x)
	}
	objects := p.objects(fns)
	for k, o := range objects {
		recv := path.Set{{Path: path.Of(path.Root{Kind: path.Param, Index: k})}}
		for _, fn := range fns {
			if index, ok := o.makers[fn]; ok {
				add(fn, recv, index, false, false)
			}
		}
		for _, m := range o.methods {
			if o.server[m.Name()] {
				add(m, recv, -1, true, false)
				add(m, recv, -1, true, false)
				continue
			}
			exported := m.Object() != nil && m.Object().Exported()
			if !exported && p.look().called[origin(m)] {
				continue // what it does its callers do
			}
			add(m, recv, -1, false, exported && (o.api || o.server != nil))
		}
	}
	// Functions that serve RPCs without being methods of a service's type.
	srv := path.Set{{Path: path.Of(path.Root{Kind: path.Param, Index: len(objects)})}}
	for _, fn := range p.handlerValues(p.all) {
		add(fn, srv, -1, true, false)
		add(fn, srv, -1, true, false)
	}
	// The variables of the package are stored to by anybody.
	for _, fn := range fns {
		if fn.Signature.Recv() == nil && storesGlobal(p.summary(fn)) {
			add(fn, nil, -1, false, fn.Object() != nil && fn.Object().Exported())
		}
	}
	return out
}

func storesGlobal(s *summary.Summary) bool {
	if s == nil {
		return false
	}
	for _, st := range s.Stores {
		if st.Loc.Root.Kind == path.Global {
			return true
		}
	}
	for i := range s.Effects {
		for _, n := range slices.Concat(s.Effects[i].Names, s.Effects[i].Alias) {
			if n.Root.Kind == path.Global {
				return true
			}
		}
	}
	return false
}

// objects returns the types of the package whose methods share something, in the
// order of their declaration.
func (p *Package) objects(fns []*ssa.Function) []*object {
	var out []*object
	index := map[*types.Named]*object{}
	scope := p.Types.Scope()
	boxed := p.boxed()
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
	for _, fn := range fns {
		if fn.Signature.Recv() != nil {
			continue
		}
		if n, k, ok := p.makes(fn); ok && index[n] != nil {
			index[n].makers[fn] = k
		}
	}
	return slices.DeleteFunc(out, func(o *object) bool {
		o.methods = p.methodsOf(o.typ, p.startsSomething(o))
		return len(o.methods) == 0
	})
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

// boxed returns the types of the package that are converted to interfaces, by
// which others may get hold of their methods.
func (p *Package) boxed() map[*types.Named]bool {
	out := map[*types.Named]bool{}
	seen := map[*ssa.Function]bool{}
	var visit func(fn *ssa.Function)
	visit = func(fn *ssa.Function) {
		if seen[fn] {
			return
		}
		seen[fn] = true
		for _, b := range fn.Blocks {
			for _, i := range b.Instrs {
				m, ok := i.(*ssa.MakeInterface)
				if !ok {
					continue
				}
				if t, ok := types.Unalias(m.Type()).(*types.Named); !ok || t.Obj().Pkg() == nil {
					continue // any, error: no methods to call
				}
				t := types.Unalias(m.X.Type())
				if ptr, ok := t.(*types.Pointer); ok {
					t = types.Unalias(ptr.Elem())
				}
				if n, ok := t.(*types.Named); ok && n.Obj().Pkg() == p.Types {
					out[n.Origin()] = true
				}
			}
		}
		for _, a := range fn.AnonFuncs {
			visit(a)
		}
	}
	for fn := range p.entries {
		visit(fn)
	}
	return out
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
		if fn := p.SSA.Prog.FuncValue(obj); fn != nil && p.summary(fn) != nil {
			if m := p.SSA.Prog.MethodValue(sel); m != nil {
				out = append(out, m)
			}
		}
	}
	return out
}

// handlers returns the names of the methods of n that are handlers of a service:
// those of a service's interface that n implements. It is nil if n is no server.
func (p *Package) handlers(n *types.Named) map[string]bool {
	ptr := types.NewPointer(n)
	found := false
	for m := range types.NewMethodSet(ptr).Methods() {
		if fn, ok := m.Obj().(*types.Func); ok && (contract.HandlerStream(fn.Signature()) >= 0 || contract.IsUnaryHandler(fn.Signature())) {
			found = true
		}
	}
	if !found {
		return nil
	}
	var out map[string]bool
	for _, iface := range p.services() {
		t, ok := iface.Underlying().(*types.Interface)
		if !ok || !types.Implements(ptr, t) && !implementsExported(ptr, t) {
			continue
		}
		for m := range t.Methods() {
			if m.Exported() {
				put(&out, m.Name(), true)
			}
		}
	}
	return out
}

// isHandler reports whether gRPC calls fn.
func (p *Package) isHandler(fn *ssa.Function) bool {
	recv := fn.Signature.Recv()
	if recv == nil {
		return contract.IsStreamHandler(fn.Signature)
	}
	t := recv.Type()
	if ptr, ok := t.(*types.Pointer); ok {
		t = ptr.Elem()
	}
	n, ok := types.Unalias(t).(*types.Named)
	if !ok || n.Obj().Pkg() != p.Types {
		return false
	}
	names, ok := p.handlerNames[n]
	if !ok {
		names = p.handlers(n)
		put(&p.handlerNames, n, names)
	}
	return names[fn.Name()]
}

// implementsExported reports whether t has the exported methods of iface. Generated
// interfaces have an unexported one too, which a type of another package has only
// by embedding; the methods of an embedded interface may panic when called.
func implementsExported(t types.Type, iface *types.Interface) bool {
	for m := range iface.Methods() {
		if !m.Exported() {
			continue
		}
		obj, _, _ := types.LookupFieldOrMethod(t, true, m.Pkg(), m.Name())
		f, ok := obj.(*types.Func)
		if !ok || !types.Identical(f.Type(), m.Type()) {
			return false
		}
	}
	return true
}

// services returns the interfaces of services that the package can name.
func (p *Package) services() []types.Type {
	if p.serviceTypes != nil {
		return *p.serviceTypes
	}
	out := []types.Type{}
	look := func(pkg *types.Package) {
		scope := pkg.Scope()
		for _, name := range scope.Names() {
			if !strings.HasSuffix(name, "Server") {
				continue
			}
			if obj, ok := scope.Lookup(name).(*types.TypeName); ok && contract.IsServiceInterface(obj.Type()) {
				out = append(out, obj.Type())
			}
		}
	}
	look(p.Types)
	for _, imp := range p.Types.Imports() {
		look(imp)
	}
	p.serviceTypes = &out
	return out
}

// handlerValues returns the functions that are used as a grpc.StreamHandler: in a
// grpc.StreamDesc, or as the handler of unknown services.
// https://pkg.go.dev/google.golang.org/grpc#StreamHandler
func (p *Package) handlerValues(fns []*ssa.Function) []*ssa.Function {
	var out []*ssa.Function
	seen, found := map[*ssa.Function]bool{}, map[*ssa.Function]bool{}
	var visit func(fn *ssa.Function)
	visit = func(fn *ssa.Function) {
		if seen[fn] {
			return
		}
		seen[fn] = true
		var operands [8]*ssa.Value
		for _, b := range fn.Blocks {
			for _, i := range b.Instrs {
				call, isCall := i.(ssa.CallInstruction)
				for _, v := range i.Operands(operands[:0]) {
					if v == nil || *v == nil || isCall && *v == call.Common().Value {
						continue
					}
					h, ok := (*v).(*ssa.Function)
					if ok && contract.IsStreamHandler(h.Signature) && h.Blocks != nil && !found[h] && h.Signature.Recv() == nil {
						found[h] = true
						out = append(out, h)
					}
				}
			}
		}
		for _, a := range fn.AnonFuncs {
			visit(a)
		}
	}
	for _, fn := range fns {
		visit(fn)
	}
	if init := p.SSA.Func("init"); init != nil {
		visit(init)
	}
	return out
}

// inside returns the conflicts of effects that may overlap in x, now that it is
// known what they act on.
func (f *frame) inside(s *state, x *participant) []Conflict {
	var out []Conflict
	for _, o := range x.binding.sum.Overlaps {
		for n := range x.insts {
			if x.insts[n].from != o[0] {
				continue
			}
			for m := range x.insts {
				if x.insts[m].from == o[1] && (o[0] != o[1] || n <= m) {
					out = append(out, f.meet(s, &x.insts[n], &x.insts[m], x.res[n], x.res[m])...)
				}
			}
		}
	}
	return out
}

// between returns the conflicts of the effects of x with those of y.
func (f *frame) between(s *state, x, y *participant) []Conflict {
	if !x.handler && !x.lives && !y.handler && !y.lives {
		return nil
	}
	var out []Conflict
	for _, n := range x.accesses {
		for _, m := range y.accesses {
			if !x.handler && !y.handler && sameGo(&x.insts[n].eff, &y.insts[m].eff) {
				continue // one and the same goroutine, which one of the two starts for the other
			}
			if beside(x, y, &x.insts[n].eff, &y.insts[m].eff) {
				out = append(out, f.meet(s, &x.insts[n], &y.insts[m], x.seen(n), y.seen(m))...)
			}
		}
	}
	return out
}

// sameGo reports whether two effects are on goroutines that the same statement
// starts.
func sameGo(a, b *summary.Effect) bool {
	s, t := a.Spawn(), b.Spawn()
	return s != nil && t != nil && s.Pos == t.Pos
}

// seen returns what effect n of x acts on as far as others can see it then: what
// x has from its caller, or has made, is its own until it has been stored.
func (x *participant) seen(n int) path.Set {
	e := &x.binding.sum.Effects[x.insts[n].from]
	shared := func(p path.Path) bool {
		return p.Root == path.Root{Kind: path.Param} && p.Sel != "" || p.Root.Kind == path.Global || p.Root.Kind == path.Free && x.handler
	}
	published := x.binding.object != nil || slices.ContainsFunc(e.Alias, shared) || slices.ContainsFunc(e.Names, shared)
	if published {
		return x.res[n]
	}
	return x.res[n].Map(func(v path.Value) path.Value {
		if v.Root.Kind == path.Site && v.Root.Origin() == any(x.binding.instr) {
			return path.Value{}
		}
		return v
	})
}

// beside reports whether there is evidence that effect a of x may happen beside
// effect b of y: each of them is on a goroutine that outlives the call or is a
// handler's, or is that of a function that others may call meanwhile.
func beside(x, y *participant, a, b *summary.Effect) bool {
	bg := func(x *participant, a *summary.Effect) bool { return x.handler || a.Async && a.Live }
	return bg(x, a) && (bg(y, b) || y.api) || bg(y, b) && x.api
}

func (f *frame) meet(s *state, a, b *inst, resA, resB path.Set) []Conflict {
	if a.eff.Kind != summary.Access || b.eff.Kind != summary.Access {
		return nil
	}
	category := contract.Conflict(a.eff.Side, b.eff.Side)
	if category == "" {
		return nil
	}
	for _, v := range resA {
		for _, w := range resB {
			if !path.MayBe(v, w, f.many) {
				continue
			}
			p := order.Pair{
				A: &a.eff, B: &b.eff, NameA: v.Path, NameB: w.Path,
				Sends:      func(ch path.Path) bool { return f.sentOn[ch] },
				Holds:      func(l summary.Lock, name path.Path) bool { return f.holds(s, l, name) },
				Unbuffered: func(p path.Path) bool { return f.capacity(s, p) == 1 },
			}
			if p.Excluded() == "" {
				return []Conflict{{Category: category, A: a.eff, B: b.eff, Stream: v.Path.Generalize().String(), Frame: "shared"}}
			}
		}
	}
	return nil
}
