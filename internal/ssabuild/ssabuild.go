// Package ssabuild decides whether a package can matter for gRPC streams, and
// builds the SSA form of those that can.
//
// An analyzer with facts runs on every package of the import closure, the
// standard library included. Building SSA for all of them would cost more than
// go vet itself, so the packages that can't matter are told apart by their syntax
// and types, most of them by their imports alone. A package matters if
//
//   - grpc is among its imports, direct or not, and it has a variable, a field
//     or a parameter that is a stream, or uses a function of which it is known
//     that it does something to streams;
//   - or it runs functions that others hand to it on goroutines, which is how
//     spawners, pools and the like are written;
//   - or it has generic containers, which may hold streams without knowing it.
//
// Without grpc it also has to be of a usual size.
package ssabuild

import (
	"go/ast"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/streamvet/streamvet/internal/contract"
	"github.com/streamvet/streamvet/internal/summary"
)

// Reach returns what pass's package can matter for.
func Reach(pass *analysis.Pass) summary.Reach {
	var r summary.Reach
	path := pass.Pkg.Path()
	inModule := pass.Module != nil && pass.Module.Path != "" && pass.Module.Path != "std"
	if contract.IsStd(path, inModule) || contract.IsInfrastructure(path) {
		r.GRPC = contract.IsGRPC(path)
		return r
	}
	for _, imp := range pass.Pkg.Imports() {
		var of summary.Reach
		known := pass.ImportPackageFact(imp, &of)
		if contract.IsGRPC(imp.Path()) || known && of.GRPC {
			r.GRPC = true
		}
		r.Add(of.Stored)
	}
	switch {
	case r.GRPC:
		r.Analyzed = usesStreams(pass) || runsFunctions(pass, true)
	case functions(pass) <= maxFunctions:
		r.Analyzed = runsFunctions(pass, false) || holdsAnything(pass)
	}
	return r
}

// maxFunctions bounds the packages without grpc that matter for what they do with
// functions that are handed to them: those are small. Large ones are a client for some
// large API, or made by a program, and their SSA form costs as much as all else.
const maxFunctions = 2000

// functions returns how many functions and methods the package declares.
func functions(pass *analysis.Pass) int {
	n := 0
	for _, f := range pass.Files {
		for _, d := range f.Decls {
			if _, ok := d.(*ast.FuncDecl); ok {
				n++
			}
		}
	}
	return n
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
					known = contract.IsStream(u)
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
			var fact summary.Fact
			if obj.Pkg() != nil && obj.Pkg() != pass.Pkg &&
				pass.ImportObjectFact(obj.Origin(), &fact) && fact.Streams {
				return true
			}
		case *types.Var:
			if obj.IsField() && obj.Pkg() != pass.Pkg && isStream(obj.Type()) {
				return true
			}
		}
	}
	return false
}

// runsFunctions reports whether the package may run functions that others have
// given to it on goroutines, or under locks. If objects is set, methods of objects
// behind its interfaces count as well.
func runsFunctions(pass *analysis.Pass, objects bool) bool {
	takes, keeps, starts, locks := false, false, false, false
	for _, f := range pass.Files {
		for _, d := range f.Decls {
			decl, ok := d.(*ast.FuncDecl)
			if !ok || decl.Body == nil {
				continue
			}
			if obj, ok := pass.TypesInfo.Defs[decl.Name].(*types.Func); ok && obj.Exported() {
				takes = takes || TakesFunction(obj.Signature())
				keeps = keeps || keepsFunctions(obj, objects)
			}
			starts = starts || startsGoroutines(decl.Body)
			locks = locks || selects(decl.Body, "Lock", "RLock")
			if starts && (takes || keeps) || locks && takes {
				return true
			}
		}
	}
	return false
}

// keepsFunctions reports whether f is a method of a type that KeepsFunctions or, if
// objects is set, TakesObjects.
func keepsFunctions(f *types.Func, objects bool) bool {
	recv := f.Signature().Recv()
	if recv == nil {
		return false
	}
	t := recv.Type()
	if p, ok := t.(*types.Pointer); ok {
		t = p.Elem()
	}
	n, ok := types.Unalias(t).(*types.Named)
	return ok && (KeepsFunctions(n) || objects && TakesObjects(n))
}

// TakesObjects reports whether n has an exported method that takes objects behind an
// interface of its package, which others implement.
func TakesObjects(n *types.Named) bool {
	for m := range n.Methods() {
		for v := range m.Signature().Params().Variables() {
			other, ok := types.Unalias(v.Type()).(*types.Named)
			if ok && m.Exported() && types.IsInterface(other) && other.Obj().Pkg() == n.Obj().Pkg() {
				return true
			}
		}
	}
	return false
}

// TakesFunction reports whether a function with the given signature is given
// functions without results, or with an error, that it might run on a goroutine.
func TakesFunction(sig *types.Signature) bool {
	for v := range sig.Params().Variables() {
		t := v.Type().Underlying()
		if s, ok := t.(*types.Slice); ok {
			t = s.Elem().Underlying()
		}
		if f, ok := t.(*types.Signature); ok && f.Params().Len() <= 2 && f.Results().Len() <= 2 {
			return true
		}
	}
	return false
}

// KeepsFunctions reports whether methods of n may run functions that others have
// given to it: to a method, or by a field.
func KeepsFunctions(n *types.Named) bool {
	for m := range n.Methods() {
		if m.Exported() && TakesFunction(m.Signature()) {
			return true
		}
	}
	s, ok := n.Underlying().(*types.Struct)
	if !ok {
		return false
	}
	for f := range s.Fields() {
		if sig, ok := f.Type().Underlying().(*types.Signature); ok && f.Exported() && sig.Results().Len() <= 1 {
			return true
		}
	}
	return false
}

func startsGoroutines(body *ast.BlockStmt) bool {
	for n := range ast.Preorder(body) {
		if _, ok := n.(*ast.GoStmt); ok {
			return true
		}
	}
	return selects(body, "Go", "AfterFunc", "Submit")
}

// selects reports whether one of the names is selected in body.
func selects(body *ast.BlockStmt, names ...string) bool {
	for n := range ast.Preorder(body) {
		if sel, ok := n.(*ast.SelectorExpr); ok && slices.Contains(names, sel.Sel.Name) {
			return true
		}
	}
	return false
}

// holdsAnything reports whether the package has a generic type with a container
// of its type parameter, in a field.
func holdsAnything(pass *analysis.Pass) bool {
	scope := pass.Pkg.Scope()
	for _, name := range scope.Names() {
		obj, ok := scope.Lookup(name).(*types.TypeName)
		if !ok || obj.IsAlias() {
			continue
		}
		n, ok := obj.Type().(*types.Named)
		if !ok || n.TypeParams().Len() == 0 {
			continue
		}
		if s, ok := n.Underlying().(*types.Struct); ok {
			for f := range s.Fields() {
				switch f.Type().Underlying().(type) {
				case *types.Map, *types.Slice, *types.Chan:
					return true
				}
			}
		}
	}
	return false
}

// Build returns the SSA form of pass's package. It is made as buildssa makes it,
// but only when it is asked for, without the facts about functions that never
// return, which streamvet finds itself, and with those of the imports alone of which
// something is used that ssa does not make on demand.
func Build(pass *analysis.Pass) *ssa.Package {
	// Else an initializer calls those of all imports.
	prog := ssa.NewProgram(pass.Fset, ssa.BareInits)
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
