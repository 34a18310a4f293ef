package code

import (
	"slices"
	"strings"
)

// IsInitializer reports whether f initializes its package, or is one of the functions called
// init in it.
func (f *Func) IsInitializer() bool {
	base, ok := strings.CutPrefix(f.Name, f.Pkg+".")
	return ok && (base == "init" || strings.HasPrefix(base, "init#") && !strings.Contains(base, "$"))
}

// Registers reports whether an initializer among funcs registers something, so that importers have
// to run it even if they call nothing of its package.
func Registers(funcs []*Func) bool {
	return slices.ContainsFunc(funcs, func(f *Func) bool { return f.Registers })
}

// Initializers returns the initializers of other packages that run before the package's own: those
// that register something, each after that of the package with which it registers.
func (p *Program) Initializers() []*Func { return p.initializers }

// initializersOf returns the initializers of packages other than pkg that have to run. What pkg
// itself registers is also with other packages.
func initializersOf(pkg string, lists [][]*Func) []*Func {
	known := map[string]*Func{}
	var roots, out []*Func
	for _, list := range lists {
		for _, f := range list {
			if !f.IsInitializer() || known[f.Name] != nil {
				continue
			}
			known[f.Name] = f
			if f.Registers || f.Pkg == pkg {
				roots = append(roots, f)
			}
		}
	}
	done := map[*Func]bool{nil: true}
	var visit func(f *Func)
	visit = func(f *Func) {
		if done[f] {
			return
		}
		done[f] = true
		for _, name := range mentioned(f, known) {
			visit(known[packageOf(name)+".init"])
		}
		if f.Pkg != pkg {
			out = append(out, f)
		}
	}
	for _, f := range roots {
		visit(f)
	}
	return out
}

// mentioned returns the names of the variables and functions that f mentions, or another
// initializer of its package that it calls.
func mentioned(f *Func, initializers map[string]*Func) []string {
	var names []string
	for i := range f.Consts {
		c := &f.Consts[i]
		if c.Kind != FuncConst && c.Kind != GlobalConst {
			continue
		}
		names = append(names, c.Text)
		callee := initializers[c.Text]
		if callee != nil && callee.Pkg == f.Pkg && strings.HasSuffix(f.Name, ".init") && callee != f {
			names = append(names, mentioned(callee, initializers)...)
		}
	}
	return names
}

// packageOf returns the import path in the full name of a function or a variable.
func packageOf(name string) string {
	name = strings.TrimLeft(name, "(*")
	slash := strings.LastIndexByte(name, '/') + 1
	if dot := strings.IndexByte(name[slash:], '.'); dot >= 0 {
		return name[:slash+dot]
	}
	return name
}

// findRegistering finds the initializers that importers run: those that register something with
// another package, which they hand a function or an object that others may give a stream to, or
// that has one; and those of packages with which others can do that.
func (x *exporter) findRegistering() {
	x.registering = map[*Func]bool{}
	for _, f := range x.Funcs {
		switch {
		case f.Pkg != x.Package && f.IsInitializer():
			x.registering[f] = true // it was found there
		case f.Name == x.Package+".init":
			f.Registers = x.registersIn(f, map[*Func]bool{})
			x.registering[f] = f.Registers || length(f) <= maxRegistry && slices.ContainsFunc(x.Funcs, x.registry)
		}
	}
}

// maxRegistry bounds the initializer of a registry, in instructions: longer ones are tables.
const maxRegistry = 200

// registry reports whether f, a function of the package, keeps something in one of its variables.
func (x *exporter) registry(f *Func) bool {
	if f.Pkg != x.Package || f.IsInitializer() {
		return false
	}
	own := map[Operand]bool{} // what variables hold
	for b := range f.Blocks {
		for i := range f.Blocks[b].Instrs {
			in := &f.Blocks[b].Instrs[i]
			switch in.Op {
			case Load:
				own[Operand(in.Dst)] = in.A[0] < 0 && carries(in.T, 3)
			case MapUpdate:
				if own[in.A[0]] {
					return true
				}
			case Store:
				if c := in.A[0]; c < 0 && f.Consts[c.Const()].Kind == GlobalConst && carries(f.Consts[c.Const()].Type, 3) {
					return true
				}
			}
		}
	}
	return false
}

// registersIn reports whether f, or a function of its package that it calls, registers something.
func (x *exporter) registersIn(f *Func, seen map[*Func]bool) bool {
	if seen[f] || len(seen) > 50 {
		return false
	}
	seen[f] = true
	handed := x.handed(f)
	foreign := map[Operand]bool{} // what variables of other packages hold
	for b := range f.Blocks {
		for i := range f.Blocks[b].Instrs {
			in := &f.Blocks[b].Instrs[i]
			switch {
			case in.Op == Load:
				foreign[Operand(in.Dst)] = isForeign(f, in.A[0])
			case in.Op == MapUpdate && foreign[in.A[0]] && handed(in.A[2]),
				in.Op == Store && isForeign(f, in.A[0]) && handed(in.A[1]):
				return true
			case in.Op == Call && in.Mode == Value && in.A[0] < 0:
				callee := x.callee(&f.Consts[in.A[0].Const()])
				if callee == nil {
					continue
				}
				if callee.Pkg == f.Pkg && x.registersIn(callee, seen) || callee.Pkg != f.Pkg && slices.ContainsFunc(in.A[1:], handed) {
					return true
				}
			}
		}
	}
	return false
}

// isForeign reports whether a is the address of a variable of another package than f's.
func isForeign(f *Func, a Operand) bool {
	if a >= 0 {
		return false
	}
	c := &f.Consts[a.Const()]
	return c.Kind == GlobalConst && packageOf(c.Text) != f.Pkg
}

// handed returns a function that tells which operands of f are functions or objects of f's package,
// or have such functions in fields, that others may give a stream to.
func (x *exporter) handed(f *Func) func(Operand) bool {
	slots := map[Operand]bool{}
	addresses := map[Operand]Operand{} // of fields: the struct's
	is := func(a Operand) bool {
		if a >= 0 {
			return slots[a]
		}
		callee := x.callee(&f.Consts[a.Const()])
		return callee != nil && callee.Pkg == f.Pkg && x.takesObjects(callee)
	}
	for b := range f.Blocks {
		for i := range f.Blocks[b].Instrs {
			in := &f.Blocks[b].Instrs[i]
			dst := Operand(in.Dst)
			switch in.Op {
			case MakeClosure, Convert, Load, SliceOp:
				slots[dst] = slots[dst] || is(in.A[0])
			case FieldAddr, IndexAddr:
				addresses[dst] = in.A[0]
			case Store:
				if is(in.A[1]) {
					for a, ok := in.A[0], true; ok; a, ok = addresses[a] {
						slots[a] = true
					}
				}
			case MakeIface:
				slots[dst] = is(in.A[0]) || x.objectTaking(in.T)
			}
		}
	}
	return is
}

// takesObjects reports whether others may hand f something that has a stream, or f has one.
func (x *exporter) takesObjects(f *Func) bool {
	for _, t := range f.ParamTypes {
		switch {
		case t.Object != nil, t.Kind == Signature, t.Kind == Chan, callable(t):
			return true
		}
	}
	return x.usesObjects(f, map[*Func]bool{})
}

// usesObjects reports whether f, or what it calls or makes a value of, uses an object of the contract.
func (x *exporter) usesObjects(f *Func, seen map[*Func]bool) bool {
	if f == nil || seen[f] || len(seen) > 100 {
		return false
	}
	seen[f] = true
	for b := range f.Blocks {
		for i := range f.Blocks[b].Instrs {
			if x.Use(f, &f.Blocks[b].Instrs[i]).Side != 0 {
				return true
			}
		}
	}
	return slices.ContainsFunc(f.Consts, func(c Const) bool { return x.usesObjects(x.callee(&c), seen) })
}

// objectTaking reports whether a method of an object of type t takes objects, or has some.
func (x *exporter) objectTaking(t *Type) bool {
	if t.Kind == Pointer && t.Elem != nil {
		t = t.Elem
	}
	return t.Named && slices.ContainsFunc(x.methods[t.Origin], x.takesObjects)
}
