// Package ssabuild decides whether a package can matter for gRPC streams, and
// builds the SSA form of those that can.
//
// An analyzer with facts runs on every package of the import closure, the
// standard library included. Building SSA for all of them would cost more than
// go vet itself, so that the packages that can't matter have to be told apart by
// their syntax. A package matters if it imports grpc, directly or not, or if it
// hands function values to goroutines, which is how spawners, pools and the like
// are written.
package ssabuild

import (
	"go/ast"
	"go/types"

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
	if contract.IsStd(path, inModule) {
		return r
	}
	r.GRPC = contract.IsGRPC(path)
	for _, imp := range pass.Pkg.Imports() {
		var of summary.Reach
		if contract.IsGRPC(imp.Path()) || pass.ImportPackageFact(imp, &of) && of.GRPC {
			r.GRPC = true
		}
	}
	r.Analyzed = r.GRPC && !internalGRPC(path) || !r.GRPC && spawns(pass.Files)
	return r
}

// internalGRPC reports whether path is a package of grpc-go's own machinery,
// which works below streams and is no user of them.
func internalGRPC(path string) bool {
	switch path {
	case contract.GRPCPath + "/internal/transport", contract.GRPCPath + "/internal/binarylog":
		return true
	}
	return contract.IsGRPC(path)
}

// spawns reports whether one of the files may start a goroutine that runs a
// function that another package passes, or lock or wait on another package's
// behalf.
func spawns(files []*ast.File) bool {
	funcs, starts := false, false
	for _, f := range files {
		for n := range ast.Preorder(f) {
			switch n := n.(type) {
			case *ast.GoStmt:
				starts = true
			case *ast.SelectorExpr:
				switch n.Sel.Name {
				case "Go", "Lock", "RLock", "Wait", "AfterFunc", "Submit":
					starts = true
				}
			case *ast.FuncType:
				if n.Func == 0 || insideParams(n) {
					funcs = true
				}
			case *ast.FuncDecl:
				if takesFunc(n.Type) {
					funcs = true
				}
			}
			if funcs && starts {
				return true
			}
		}
	}
	return false
}

func insideParams(*ast.FuncType) bool { return false }

func takesFunc(t *ast.FuncType) bool {
	for _, p := range t.Params.List {
		switch p.Type.(type) {
		case *ast.FuncType, *ast.Ident, *ast.SelectorExpr, *ast.Ellipsis, *ast.StarExpr:
			return true
		}
	}
	return false
}

// Build returns the SSA form of pass's package. It is made as buildssa makes it,
// but only when it is asked for, and without the facts about functions that never
// return, which streamvet finds itself.
func Build(pass *analysis.Pass) *ssa.Package {
	prog := ssa.NewProgram(pass.Fset, ssa.BuilderMode(0))
	for _, p := range pass.Pkg.Imports() {
		prog.CreatePackage(p, nil, nil, true)
	}
	pkg := prog.CreatePackage(pass.Pkg, pass.Files, pass.TypesInfo, false)
	pkg.Build()
	return pkg
}

// Functions returns the functions of the package's files, function literals
// included, in source order, and then its initializer.
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
