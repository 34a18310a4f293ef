package ssabuild

import (
	"go/ast"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/streamvet/streamvet/internal/code"
	"github.com/streamvet/streamvet/internal/contract"
)

// registers reports whether initializers of the package, or of its imports, register something with
// another package, where importers may reach it: a plugin with its registry, say.
func registers(pass *analysis.Pass) bool {
	facts := map[*types.Package]*code.Fact{}
	for _, imp := range pass.Pkg.Imports() {
		fact := new(code.Fact)
		if !pass.ImportPackageFact(imp, fact) {
			continue
		}
		if fact.Registers {
			return true
		}
		facts[imp] = fact
	}
	hands := func(body ast.Node) bool {
		for n := range ast.Preorder(body) {
			switch n := n.(type) {
			case *ast.CallExpr:
				id := calledIdent(n)
				if id == nil {
					continue
				}
				f, ok := pass.TypesInfo.Uses[id].(*types.Func)
				if ok && f.Pkg() != pass.Pkg && facts[f.Pkg()] != nil && len(facts[f.Pkg()].Data) > 0 &&
					slices.ContainsFunc(n.Args, func(e ast.Expr) bool { return takesObjects(pass, e) }) {
					return true
				}
			case *ast.AssignStmt:
				if isForeign(pass, n.Lhs[0]) && takesObjects(pass, n.Rhs[0]) {
					return true
				}
			}
		}
		return false
	}
	for _, f := range pass.Files {
		for _, d := range f.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				if d.Body != nil && d.Recv == nil && d.Name.Name == "init" && hands(d.Body) {
					return true
				}
			case *ast.GenDecl:
				for _, spec := range d.Specs {
					if v, ok := spec.(*ast.ValueSpec); ok && slices.ContainsFunc(v.Values, func(e ast.Expr) bool { return hands(e) }) {
						return true
					}
				}
			}
		}
	}
	return false
}

// isForeign reports whether e is a variable of another package, or an element of one.
func isForeign(pass *analysis.Pass, e ast.Expr) bool {
	if ix, ok := e.(*ast.IndexExpr); ok {
		e = ix.X
	}
	sel, ok := e.(*ast.SelectorExpr)
	if !ok || pass.TypesInfo.Selections[sel] != nil {
		return false
	}
	v, ok := pass.TypesInfo.Uses[sel.Sel].(*types.Var)
	return ok && v.Pkg() != pass.Pkg && !contract.IsStd(v.Pkg().Path(), false)
}

// takesObjects reports whether e is a function, or an object of the package, that others may give
// something that has a stream; or has such a function inside.
func takesObjects(pass *analysis.Pass, e ast.Expr) bool {
	for n := range ast.Preorder(e) {
		if x, ok := n.(ast.Expr); ok && takes(pass, pass.TypesInfo.TypeOf(x)) {
			return true
		}
	}
	return false
}

func takes(pass *analysis.Pass, t types.Type) bool {
	if sig, ok := t.(*types.Signature); ok {
		for v := range sig.Params().Variables() {
			if contract.IsObject(v.Type()) || isCallable(v.Type()) {
				return true
			}
		}
		return false
	}
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		t = p.Elem()
	}
	n, ok := types.Unalias(t).(*types.Named)
	if !ok || n.Obj().Pkg() != pass.Pkg || types.IsInterface(n) {
		return false
	}
	for m := range n.Methods() {
		if takes(pass, m.Signature()) {
			return true
		}
	}
	return false
}

// isCallable reports whether t is an interface, a function or a channel by which others may be
// called who have streams.
func isCallable(t types.Type) bool {
	switch u := types.Unalias(t).Underlying().(type) {
	case *types.Signature, *types.Chan:
		return true
	case *types.Interface:
		return u.NumMethods() > 0 && isCarrier(t, 0)
	}
	return false
}
