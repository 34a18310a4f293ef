package code

import (
	"slices"
	"strings"

	"github.com/streamvet/streamvet/internal/contract"
)

// Exported returns the functions of p that importers of its package may have to run. A
// function matters to them if it does something that others notice: starts goroutines,
// synchronizes, uses channels or streams, calls what it was given, or keeps that; and if
// something can be handed to it, or comes from it. All that such functions lead to belongs
// to them, also code of other packages. Initializers that register something matter to all of
// them.
func (p *Program) Exported() []*Func {
	x := &exporter{Program: p, matters: map[*Func]bool{}, out: map[*Func]bool{}, typesDone: map[*Type]bool{}}
	x.solve()
	x.findRegistering()
	for _, f := range p.Funcs {
		if x.registering[f] || f.Pkg == p.Package && x.isRoot(f) {
			x.add(f)
		}
	}
	var out []*Func
	for _, f := range p.Funcs {
		if x.out[f] {
			out = append(out, f)
		}
	}
	return out
}

type exporter struct {
	*Program
	matters   map[*Func]bool
	out       map[*Func]bool
	typesDone map[*Type]bool
	methods   map[string][]*Func // by the name of their receiver's type
	// registering are the initializers that importers run.
	registering map[*Func]bool
}

// isRoot reports whether importers can call f directly and it matters.
func (x *exporter) isRoot(f *Func) bool {
	if !x.matters[f] && !x.getter(f) || f.Synthetic || strings.Contains(f.Name, "$") {
		return false
	}
	if !strings.HasPrefix(f.Name, "(") {
		base := f.Name[strings.LastIndexByte(f.Name, '.')+1:]
		if base == "init" || base == "" || base[0] < 'A' || base[0] > 'Z' {
			return false
		}
	}
	if x.Exits(f) {
		return true
	}
	for _, t := range f.ParamTypes {
		if carries(t, 3) {
			return true
		}
	}
	for _, t := range f.Results {
		if carries(t, 3) {
			return true
		}
	}
	return len(x.Globals(f)) > 0
}

// getter reports whether f is a small method of a type another method of which matters, or
// makes such an object.
func (x *exporter) getter(f *Func) bool {
	if !small(f) {
		return false
	}
	if owner, ok := receiverType(f.Name); ok {
		return x.mattersType(owner)
	}
	for _, t := range f.Results {
		if t.Kind == Pointer && t.Elem != nil {
			t = t.Elem
		}
		if t.Named && x.mattersType(t.Origin) {
			return true // it makes an object
		}
		if t.Kind == Interface && x.wraps(f) {
			return true
		}
	}
	return false
}

// wraps reports whether f makes an interface value of an object that matters.
func (x *exporter) wraps(f *Func) bool {
	for i := range f.Blocks {
		for _, in := range f.Blocks[i].Instrs {
			t := in.T
			if in.Op != MakeIface || t == nil {
				continue
			}
			if t.Kind == Pointer && t.Elem != nil {
				t = t.Elem
			}
			if t.Named && x.mattersType(t.Origin) {
				return true
			}
		}
	}
	return false
}

// mattersType reports whether a method of the type called name matters.
func (x *exporter) mattersType(name string) bool {
	for _, m := range x.methods[name] {
		if x.matters[m] {
			return true
		}
	}
	return false
}

// carries reports whether a value of type t may be, or lead to, something that code can act
// on later.
func carries(t *Type, depth int) bool {
	if t == nil || depth == 0 {
		return false
	}
	switch t.Kind {
	case Signature, Chan, Param:
		return true
	case Interface:
		return !t.Error
	case Struct:
		return t.Named && !t.Message && t.Pkg != "time"
	case Pointer, Slice, Array:
		return carries(t.Elem, depth-1)
	case Map:
		return carries(t.Elem, depth-1) || carries(t.Key, depth-1)
	}
	return false
}

// solve finds the functions that matter: by themselves, or by what they call.
func (x *exporter) solve() {
	x.methods = map[string][]*Func{}
	callers := map[*Func][]*Func{}
	var work []*Func
	for _, f := range x.Funcs {
		if owner, ok := receiverType(f.Name); ok {
			x.methods[owner] = append(x.methods[owner], f)
		}
		for i := range f.Consts {
			if callee := x.callee(&f.Consts[i]); callee != nil {
				callers[callee] = append(callers[callee], f)
			}
		}
		if f.acts() || x.accesses(f) || x.Exits(f) || f.givesBack() || x.handsOn(f) {
			x.matters[f] = true
			work = append(work, f)
		}
	}
	for len(work) > 0 {
		f := work[len(work)-1]
		work = work[:len(work)-1]
		for _, caller := range callers[f] {
			if !x.matters[caller] {
				x.matters[caller] = true
				work = append(work, caller)
			}
		}
	}
}

func (x *exporter) callee(c *Const) *Func {
	if c.Kind != FuncConst {
		return nil
	}
	return x.Func(c.Text)
}

// accesses reports whether f names a function or a method that uses an object of an API, such as the
// connection in an object of its package.
func (x *exporter) accesses(f *Func) bool {
	return slices.ContainsFunc(f.Consts, func(c Const) bool { return c.Kind == FuncConst && contract.FuncUse(c.Text).Matters() })
}

// acts reports whether f itself does something that other goroutines or functions can notice.
func (f *Func) acts() bool {
	for i := range f.Consts {
		if c := &f.Consts[i]; c.Kind == FuncConst && synchronizes(c.Text) {
			return true
		}
	}
	for b := range f.Blocks {
		for i := range f.Blocks[b].Instrs {
			in := &f.Blocks[b].Instrs[i]
			switch in.Op {
			case Go, Send, Recv, Select, MakeClosure:
				return true
			case Store:
				// Keeps what it was given.
				if in.A[1] >= 0 && int(in.A[1]) < f.Params && carries(f.ParamTypes[in.A[1]], 2) {
					return true
				}
			case MapUpdate:
				return true
			}
			switch in.Mode {
			case Value:
				if in.A[0] >= 0 {
					return true
				}
			case Invoke:
				if in.Recv != nil && !in.Recv.Error && !in.Recv.Context {
					return true
				}
			case Builtin:
				if in.S == "close" || in.S == "append" && in.T != nil && carries(in.T, 3) {
					return true
				}
			}
		}
	}
	return false
}

// givesBack reports whether f takes values of any type and returns some: those, or a part of them.
func (f *Func) givesBack() bool {
	if len(f.TypeParams) == 0 {
		return false
	}
	isParam := func(t *Type) bool { return t.generic }
	return slices.ContainsFunc(f.ParamTypes, isParam) && slices.ContainsFunc(f.Results, isParam)
}

// handsOn reports whether f passes an interface value, which other packages may have made, to a
// library function whose code is not known, and which may call its methods or keep it.
func (x *exporter) handsOn(f *Func) bool {
	given := map[Operand]bool{}
	for i, t := range f.ParamTypes {
		given[Operand(i)] = callable(t)
	}
	for b := range f.Blocks {
		for i := range f.Blocks[b].Instrs {
			in := &f.Blocks[b].Instrs[i]
			switch in.Op {
			case Load, Field:
				given[Operand(in.Dst)] = callable(in.T)
			case MakeIface:
				given[Operand(in.Dst)] = in.T.Kind == Pointer && in.T.Elem != nil && in.T.Elem.Pkg == f.Pkg && len(in.T.Elem.Methods) > 0
			case Convert:
				given[Operand(in.Dst)] = given[in.A[0]]
			}
			if in.Mode != Value || in.A[0] >= 0 {
				continue
			}
			c := &f.Consts[in.A[0].Const()]
			if c.Kind != FuncConst || x.Func(c.Text) != nil {
				continue
			}
			for _, a := range in.A[1:] {
				if given[a] {
					return true
				}
			}
		}
	}
	return false
}

// callable reports whether a method call through interface t may reach code that has streams.
func callable(t *Type) bool {
	return t.Kind == Interface && len(t.Methods) > 0 && !t.Error && !t.Context && t.Object == nil && t.Name != "net/http.ResponseWriter"
}

// synchronizes reports whether a function belongs to one of the packages that order goroutines.
func synchronizes(name string) bool {
	if contract.IsRegister(name[strings.LastIndexByte(name, '.')+1:]) {
		return true
	}
	name = strings.TrimLeft(name, "(*")
	return strings.HasPrefix(name, "sync.") || strings.HasPrefix(name, "sync/atomic.") ||
		strings.HasPrefix(name, "context.") || strings.HasPrefix(name, "time.After")
}

// receiverType returns the name of the type that declares the method called name.
func receiverType(name string) (string, bool) {
	if !strings.HasPrefix(name, "(") {
		return "", false
	}
	end := strings.IndexByte(name, ')')
	if end < 0 || strings.Contains(name[end:], "$") {
		return "", false
	}
	return strings.TrimPrefix(name[1:end], "*"), true
}

// add adds f and all that it leads to.
func (x *exporter) add(f *Func) {
	if f == nil || x.out[f] {
		return
	}
	x.out[f] = true
	for i := range f.Consts {
		if callee := x.callee(&f.Consts[i]); callee != nil && (x.matters[callee] || callee.Pkg == x.Package && small(callee) || x.getter(callee)) {
			x.add(callee)
		}
	}
	for b := range f.Blocks {
		for i := range f.Blocks[b].Instrs {
			if in := &f.Blocks[b].Instrs[i]; in.Op == MakeIface {
				x.addMethods(in.T)
			}
		}
	}
}

// small reports whether a function is exported although it does nothing that can be noticed: its
// result may decide a branch, and its code takes little room.
func small(f *Func) bool { return length(f) <= 40 }

// length returns how many instructions f has.
func length(f *Func) int {
	n := 0
	for i := range f.Blocks {
		n += len(f.Blocks[i].Instrs)
	}
	return n
}

// addMethods adds the methods of a type that is converted to an interface: they may be
// called by way of that.
func (x *exporter) addMethods(t *Type) {
	if t.Kind == Pointer && t.Elem != nil {
		t = t.Elem
	}
	if x.typesDone[t] {
		return
	}
	x.typesDone[t] = true
	for _, m := range x.methods[t.Origin] {
		if x.matters[m] || small(m) {
			x.add(m)
		}
	}
	for _, e := range t.Embedded {
		x.addMethods(e.Type)
	}
}

// Mentions reports whether the functions or their types name objects of an API.
func Mentions(funcs []*Func, a *contract.API) bool {
	seen := map[*Type]bool{}
	var mentions func(t *Type) bool
	mentions = func(t *Type) bool {
		if t == nil || seen[t] {
			return false
		}
		seen[t] = true
		if t.Object != nil && t.Object.API() == a || mentions(t.Elem) || mentions(t.Key) {
			return true
		}
		for _, e := range t.Embedded {
			if mentions(e.Type) {
				return true
			}
		}
		return slices.ContainsFunc(t.Elems, mentions) || slices.ContainsFunc(t.Args, mentions)
	}
	for _, f := range funcs {
		if slices.ContainsFunc(f.ParamTypes, mentions) || slices.ContainsFunc(f.Results, mentions) {
			return true
		}
		for _, b := range f.Blocks {
			for i := range b.Instrs {
				if mentions(b.Instrs[i].T) || mentions(b.Instrs[i].Recv) {
					return true
				}
			}
		}
	}
	return false
}
