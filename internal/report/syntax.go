package report

import (
	"go/ast"
	"go/token"

	"golang.org/x/tools/go/ast/astutil"
)

// callAt returns the call whose opening parenthesis, or start, is at pos.
func (r *reporter) callAt(pos token.Pos) *ast.CallExpr {
	for _, n := range r.pathTo(pos) {
		if call, ok := n.(*ast.CallExpr); ok && (call.Lparen == pos || call.Pos() == pos) {
			return call
		}
	}
	return nil
}

// funcAt returns the declaration of the function that pos is in, or nil.
func (r *reporter) funcAt(pos token.Pos) *ast.FuncDecl {
	for _, n := range r.pathTo(pos) {
		if fn, ok := n.(*ast.FuncDecl); ok {
			return fn
		}
	}
	return nil
}

// pathTo returns the nodes around pos, from the inside out.
func (r *reporter) pathTo(pos token.Pos) []ast.Node {
	if !pos.IsValid() {
		return nil
	}
	for _, f := range r.pass.Files {
		if f.FileStart <= pos && pos <= f.FileEnd {
			path, _ := astutil.PathEnclosingInterval(f, pos, pos)
			return path
		}
	}
	return nil
}
