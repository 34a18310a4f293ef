// Package ssabuild decides whether a package can matter for gRPC streams, and
// builds the SSA form of those that can.
//
// An analyzer with facts runs on every package of the import closure, the
// standard library included. Building SSA for all of them would cost more than
// go vet itself, so the packages that can't matter are told apart by their syntax
// and types: see [Relevant].
package ssabuild

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/streamvet/streamvet/internal/code"
	"github.com/streamvet/streamvet/internal/contract"
)

// APIs returns the APIs of the contract whose objects pass's package may get hold of: those
// that it imports, and those that its imports may give it.
func APIs(pass *analysis.Pass) contract.Set {
	var out contract.Set
	out = out.With(contract.ByPath(pass.Pkg.Path()))
	for _, imp := range pass.Pkg.Imports() {
		out = out.With(contract.ByPath(imp.Path()))
		fact := new(code.Fact)
		if !pass.ImportPackageFact(imp, fact) {
			continue
		}
		for _, name := range fact.APIs {
			out = out.With(contract.ByName(name))
		}
	}
	return out
}

// GivenOn returns those of the APIs whose objects importers of the package may get hold of. Any
// package that leads to gRPC may pass on a stream, through an interface of its own. For the other
// libraries, the package must import them itself, or mention their types in what it exports: many
// packages lead to them only through a framework that they start.
func GivenOn(pass *analysis.Pass, apis contract.Set, exported []*code.Func) contract.Set {
	var out contract.Set
	for _, a := range apis {
		direct := contract.ByPath(pass.Pkg.Path()) == a
		for _, imp := range pass.Pkg.Imports() {
			direct = direct || contract.ByPath(imp.Path()) == a
		}
		if a == contract.GRPC || direct || code.Mentions(exported, a) {
			out = out.With(a)
		}
	}
	return out
}

// usesStreams reports whether the package names a stream, or uses a function
// that is known to do something to one.
func usesStreams(pass *analysis.Pass) bool {
	streams := map[types.Type]bool{}
	isStream := func(t types.Type) bool {
		for {
			switch u := types.Unalias(t).(type) {
			case *types.Pointer:
				t = u.Elem()
				continue
			case *types.Slice:
				t = u.Elem()
				continue
			case *types.Map:
				t = u.Elem()
				continue
			case *types.Chan:
				t = u.Elem()
				continue
			case *types.Named, *types.TypeParam, *types.Interface:
				known, ok := streams[u]
				if !ok {
					known = contract.IsObject(u)
					streams[u] = known
				}
				return known
			}
			return false
		}
	}
	for _, obj := range pass.TypesInfo.Defs {
		if v, ok := obj.(*types.Var); ok && isStream(v.Type()) {
			return true
		}
	}
	for _, obj := range pass.TypesInfo.Uses {
		switch obj := obj.(type) {
		case *types.Func:
			for v := range obj.Signature().Results().Variables() {
				if isStream(v.Type()) {
					return true
				}
			}
		case *types.Var:
			if obj.IsField() && obj.Pkg() != pass.Pkg && isStream(obj.Type()) {
				return true
			}
		}
	}
	return false
}

// Build returns the SSA form of pass's package. It is made as buildssa makes it,
// but only when it is asked for, without facts about functions that never return,
// which package model knows, and only with those imports of which something is used
// that ssa does not make on demand.
func Build(pass *analysis.Pass) *ssa.Package {
	prog := ssa.NewProgram(pass.Fset, mode(pass))
	used := usedPackages(pass)
	for _, p := range pass.Pkg.Imports() {
		if used[p] || declaresGeneric(p) {
			prog.CreatePackage(p, nil, nil, true)
		}
	}
	pkg := prog.CreatePackage(pass.Pkg, pass.Files, pass.TypesInfo, false)
	pkg.Build()
	return pkg
}

// usedPackages returns the packages of which a function or a variable is used. A package
// for messages has thousands of methods, and mostly types are all that is used of it.
func usedPackages(pass *analysis.Pass) map[*types.Package]bool {
	used := map[*types.Package]bool{}
	for _, obj := range pass.TypesInfo.Uses {
		switch obj.(type) {
		case *types.Func, *types.Var:
			if p := obj.Pkg(); p != nil && obj.Parent() == p.Scope() {
				used[p] = true
			}
		}
	}
	return used
}

// declaresGeneric reports whether p has a generic type: its methods are only found in a
// package that was created (ssa.Program.FuncValue).
func declaresGeneric(p *types.Package) bool {
	for _, name := range p.Scope().Names() {
		if obj, ok := p.Scope().Lookup(name).(*types.TypeName); ok {
			if n, ok := obj.Type().(*types.Named); ok && n.TypeParams().Len() > 0 {
				return true
			}
		}
	}
	return false
}

// Functions returns the functions that the package's files declare, in source
// order, and then its initializer.
func Functions(pass *analysis.Pass, pkg *ssa.Package) []*ssa.Function {
	var out []*ssa.Function
	for _, file := range pass.Files {
		for _, d := range file.Decls {
			decl, ok := d.(*ast.FuncDecl)
			if !ok {
				continue
			}
			obj, ok := pass.TypesInfo.Defs[decl.Name].(*types.Func)
			if !ok {
				continue
			}
			if fn := pkg.Prog.FuncValue(obj); fn != nil {
				out = append(out, fn)
			}
		}
	}
	if init := pkg.Func("init"); init != nil {
		out = append(out, init)
	}
	return out
}
