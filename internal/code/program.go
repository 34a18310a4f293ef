package code

import (
	"go/token"
	"maps"
	"slices"
	"strings"

	"github.com/streamvet/streamvet/internal/contract"
)

// A Program is code that calls each other: that of a package, and what is known of
// its dependencies' code.
type Program struct {
	*Universe
	Package string // the import path of the package that is analyzed
	Funcs   []*Func
	Blocks  int          // of all functions
	APIs    contract.Set // those whose objects the package may get

	byName         map[string]*Func
	initializers   []*Func // of other packages
	globals        map[*Func][]string
	packages       map[string]bool
	stored         map[fieldKey]bool
	literal, later map[fieldKey]bool // by a literal; otherwise
	global         map[string]bool
	pointed        map[string]bool // variables to which there are pointers
	uses           map[string]contract.Use
	exits          map[*Func]bool
}

type fieldKey struct {
	t     string
	index int32
}

// Link makes a Program of functions. Of two with one name the first counts.
func Link(u *Universe, pkg string, funcs ...[]*Func) *Program {
	p := &Program{Universe: u, Package: pkg, byName: map[string]*Func{}, globals: map[*Func][]string{}, packages: map[string]bool{}, stored: map[fieldKey]bool{}, literal: map[fieldKey]bool{}, later: map[fieldKey]bool{}, global: map[string]bool{}, pointed: map[string]bool{}, uses: map[string]contract.Use{}, APIs: contract.Set{contract.GRPC}}
	p.initializers = initializersOf(pkg, funcs)
	runs := map[string]bool{pkg: true} // the packages whose initializers run
	for _, f := range p.initializers {
		runs[f.Pkg] = true
	}
	for _, list := range funcs {
		for _, f := range list {
			if p.byName[f.Name] != nil || f.IsInitializer() && !runs[f.Pkg] {
				continue
			}
			p.byName[f.Name] = f
			p.packages[f.Pkg] = true
			f.ID, f.Base = len(p.Funcs), p.Blocks
			p.Funcs = append(p.Funcs, f)
			p.Blocks += len(f.Blocks)
			p.noteStores(f)
		}
	}
	p.findUnfed()
	p.findExits()
	return p
}

// Use returns what a call does to an object of the contract, as far as the instruction tells: a
// call by a method's name counts, whatever the type.
func (p *Program) Use(f *Func, in *Instr) contract.Use {
	switch {
	case in.Mode == Invoke && in.Recv != nil && in.Recv.Object != nil:
		return in.Recv.Object.Use(in.S)
	case in.Mode == Invoke:
		return p.MethodUse(in.S)
	case in.Mode == Value && in.A[0] < 0:
		if c := &f.Consts[in.A[0].Const()]; c.Kind == FuncConst && p.byName[c.Text] == nil {
			return p.FuncUse(c.Text)
		}
	}
	return contract.Use{}
}

// Accesses reports whether any code of the program may use an object.
func (p *Program) Accesses() bool {
	for _, f := range p.Funcs {
		for b := range f.Blocks {
			for i := range f.Blocks[b].Instrs {
				if p.Use(f, &f.Blocks[b].Instrs[i]).Side != 0 {
					return true
				}
			}
		}
		for i := range f.Consts {
			if c := &f.Consts[i]; c.Kind == FuncConst && p.byName[c.Text] == nil && p.FuncUse(c.Text).Side != 0 {
				return true
			}
		}
	}
	return false
}

// MethodUse returns what an interface call of a method of that name may do to an object.
func (p *Program) MethodUse(name string) contract.Use {
	u, ok := p.uses[name]
	if !ok {
		u = p.APIs.Use(name)
		p.uses[name] = u
	}
	return u
}

// FuncUse returns what a function without code, or a method, may do to an object. Generated
// code has methods of gRPC's names on types of its own.
func (p *Program) FuncUse(name string) contract.Use {
	u, ok := p.uses[name]
	if !ok {
		u = contract.FuncUse(name)
		if !u.Matters() && strings.HasPrefix(name, "(") {
			u = contract.Set{contract.GRPC}.Use(name[strings.LastIndexByte(name, '.')+1:])
		}
		p.uses[name] = u
	}
	return u
}

// HasPackage reports whether code of the package with the given import path is known.
func (p *Program) HasPackage(path string) bool { return p.packages[path] }

// Globals returns the names of the packages' variables that f, or what it calls, uses.
func (p *Program) Globals(f *Func) []string {
	if names, ok := p.globals[f]; ok {
		return names
	}
	seen, names := map[*Func]bool{}, map[string]bool{}
	var visit func(*Func)
	visit = func(f *Func) {
		if f == nil || seen[f] || len(seen) > 100 {
			return
		}
		seen[f] = true
		for i := range f.Consts {
			switch c := &f.Consts[i]; c.Kind {
			case GlobalConst:
				names[c.Text] = true
			case FuncConst:
				visit(p.Func(c.Text))
			}
		}
	}
	visit(f)
	p.globals[f] = slices.Sorted(maps.Keys(names))
	return p.globals[f]
}

// Func returns the function called name, or nil if its code is not known.
func (p *Program) Func(name string) *Func { return p.byName[name] }

// Stored reports whether any code of the program stores to field i of the struct type t, or, of a
// generic type, of any instance. If none does, only code outside the program can have stored
// something there.
func (p *Program) Stored(t *Type, i int32) bool { return p.stored[fieldKey{originOf(t), i}] }

// State reports whether field i of the struct type t is set only after an object was made: code of
// the program stores to it, and no composite literal sets it.
func (p *Program) State(t *Type, i int32) bool {
	k := fieldKey{originOf(t), i}
	return p.later[k] && !p.literal[k]
}

// StoredGlobal reports whether any code of the program stores to the variable called name.
func (p *Program) StoredGlobal(name string) bool { return p.global[name] }

// NeverStored reports whether the variable called name is known never to change: it belongs to the
// package under analysis, all of whose code is known, isn't exported, and is only read there.
func (p *Program) NeverStored(name string) bool {
	base, ok := strings.CutPrefix(name, p.Package+".")
	return ok && !token.IsExported(base) && !p.global[name] && !p.pointed[name]
}

func originOf(t *Type) string {
	if t.Origin != "" {
		return t.Origin
	}
	return t.Name
}

// noteStores notes the fields and variables that f stores to, directly or with all of a struct.
func (p *Program) noteStores(f *Func) {
	fields := map[int32]fieldKey{}
	allocated, inLiteral := map[Operand]bool{}, map[int32]bool{}
	for _, b := range f.Blocks {
		for i := range b.Instrs {
			in := &b.Instrs[i]
			p.notePointers(f, in)
			switch in.Op {
			case Alloc:
				allocated[Operand(in.Dst)] = true
			case FieldAddr:
				fields[in.Dst] = fieldKey{originOf(in.Recv), in.N}
				inLiteral[in.Dst] = allocated[in.A[0]]
			case Store:
				switch a := in.A[0]; {
				case a >= 0:
					if k, ok := fields[int32(a)]; ok {
						p.stored[k] = true
						if inLiteral[int32(a)] {
							p.literal[k] = true
						} else {
							p.later[k] = true
						}
					}
				case f.Consts[a.Const()].Kind == GlobalConst:
					p.global[f.Consts[a.Const()].Text] = true
				}
			}
		}
	}
}

// notePointers notes the variables whose addresses the instruction in uses for more than loads and
// stores.
func (p *Program) notePointers(f *Func, in *Instr) {
	for i, a := range in.A {
		if a >= 0 || in.Op == Load || in.Op == Store && i == 0 {
			continue
		}
		if c := &f.Consts[a.Const()]; c.Kind == GlobalConst {
			p.pointed[c.Text] = true
		}
	}
}
