package report

import (
	"go/ast"
	"go/token"

	"golang.org/x/tools/go/ast/astutil"
)

// callAt returns the call that the SSA form places at pos: the one whose opening
// parenthesis, or start, is there, or the one of the go or defer statement there.
func (r *reporter) callAt(pos token.Pos) *ast.CallExpr {
	for _, n := range r.pathTo(pos) {
		switch n := n.(type) {
		case *ast.CallExpr:
			if n.Lparen == pos || n.Pos() == pos {
				return n
			}
		case *ast.GoStmt:
			if n.Pos() == pos {
				return n.Call
			}
		case *ast.DeferStmt:
			if n.Pos() == pos {
				return n.Call
			}
		}
	}
	return nil
}

// span returns the range to show for pos: that of the call there. Of a go or defer
// statement with a function literal it is pos alone: the rest may be long.
func (r *reporter) span(pos token.Pos) (start, end token.Pos) {
	call := r.callAt(pos)
	if call == nil {
		return pos, token.NoPos
	}
	if _, literal := ast.Unparen(call.Fun).(*ast.FuncLit); literal {
		return pos, token.NoPos
	}
	return call.Pos(), call.End()
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
