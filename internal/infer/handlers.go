package infer

import (
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/streamvet/streamvet/internal/contract"
	"github.com/streamvet/streamvet/internal/path"
	"github.com/streamvet/streamvet/internal/summary"
)

// handlers returns the names of the methods of n that are handlers of a service:
// those of a service's interface that n implements. It is nil if n is no server.
func (p *Package) handlers(n *types.Named) map[string]bool {
	names, ok := p.handlerNames[n]
	if !ok {
		names = p.findHandlers(n)
		put(&p.handlerNames, n, names)
	}
	return names
}

func (p *Package) findHandlers(n *types.Named) map[string]bool {
	ptr := types.NewPointer(n)
	found := false
	for m := range p.SSA.Prog.MethodSets.MethodSet(ptr).Methods() {
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

// isHandler reports whether a server calls fn, each time in another goroutine.
func (p *Package) isHandler(fn *ssa.Function) bool {
	if p.requests().is[fn] {
		return true
	}
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
	return p.handlers(n)[fn.Name()]
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
func (p *Package) handlerValues() []*ssa.Function {
	var out []*ssa.Function
	found := map[*ssa.Function]bool{}
	var operands [8]*ssa.Value
	for _, fn := range p.allWithLiterals() {
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
	}
	return out
}

// serve registers service with a server: from now on its handlers run beside each
// other and beside themselves.
// https://pkg.go.dev/google.golang.org/grpc#Server.RegisterService
func (f *frame) serve(s *state, i ssa.Instruction, c *ssa.CallCommon, service ssa.Value) {
	iface, ok := service.Type().Underlying().(*types.Interface)
	if !ok {
		return
	}
	base := 1 << 20
	for _, v := range f.val(service) {
		if v.Dyn == "" || v.Dyn == streamType {
			continue
		}
		for m := range iface.Methods() {
			if !m.Exported() {
				continue
			}
			fn := f.pkg.method(v.Dyn, m.Name())
			if fn == nil {
				continue
			}
			sum := f.pkg.summary(fn)
			if sum == nil || sum.IsEmpty() {
				continue
			}
			for range 2 {
				t := target{sum: sum, params: values(path.Set{{Path: v.Path, Addr: v.Addr}})}
				for p := range m.Signature().Params().Variables() {
					val := path.Set{site(i, base+freshStep+len(t.params))}
					if contract.IsStream(p.Type()) {
						val[0].Dyn = streamType
					}
					t.params = append(t.params, summary.Arg{Vals: val, Own: true})
				}
				b := &binding{target: t, instr: i, base: base}
				base += 2 * freshStep
				ctx := &summary.Effect{Async: true, Live: true, Trace: f.step(summary.AtCall, i, c)}
				if pos := f.pkg.pos(fn.Pos()); pos.IsValid() && fn.Pkg == f.pkg.SSA {
					ctx.Trace = append(ctx.Trace, summary.Step{Kind: summary.AtHandler, Pos: pos})
				}
				f.creates(b)
				f.storeAll(s, b)
				f.happen(s, b, f.instantiate(s, b, ctx, 0))
			}
		}
	}
}
