package ssabuild

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"
)

// mode returns how the SSA form of the package is built. Usually local variables are made
// registers. That takes memory for each pair of a variable and a block, though: gigabytes for a
// function that some generator has made. If the package has such a function, variables stay
// variables. The machine runs either form, this one more slowly.
func mode(pass *analysis.Pass) ssa.BuilderMode {
	const bare = ssa.BareInits // else an initializer calls those of all imports
	for _, file := range pass.Files {
		for _, d := range file.Decls {
			if decl, ok := d.(*ast.FuncDecl); ok && decl.End()-decl.Pos() > longFunction && hardToLift(pass.TypesInfo, decl) {
				return bare | ssa.NaiveForm
			}
		}
	}
	return bare
}

const (
	// longFunction is how many bytes a function has at least that needs a closer look.
	longFunction = 16 << 10
	// manyPairs is how many pairs of a variable and a block are too many.
	manyPairs = 1 << 20
)

// hardToLift reports whether decl, with its function literals, has too many variables and blocks.
func hardToLift(info *types.Info, decl *ast.FuncDecl) bool {
	variables, blocks := 0, 0
	for n := range ast.Preorder(decl) {
		switch n := n.(type) {
		case *ast.Ident:
			if _, ok := info.Defs[n].(*types.Var); ok {
				variables++
			}
		case *ast.IfStmt, *ast.ForStmt, *ast.RangeStmt, *ast.CaseClause, *ast.CommClause, *ast.LabeledStmt:
			blocks++
		case *ast.BinaryExpr:
			if n.Op == token.LAND || n.Op == token.LOR {
				blocks++
			}
		}
	}
	return variables*blocks > manyPairs
}
