package report

import (
	"go/ast"
	"go/token"

	"golang.org/x/tools/go/ast/inspector"
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

// span returns the range to show for pos: the call there, the go statement, or the
// name of the function that is declared there. Of a function literal it has no more
// than the head: the rest may be long.
func (r *reporter) span(pos token.Pos) (start, end token.Pos) {
	for _, n := range r.pathTo(pos) {
		switch n := n.(type) {
		case *ast.GoStmt:
			if n.Pos() == pos {
				return pos, headEnd(n.Call)
			}
		case *ast.FuncDecl:
			if n.Name.Pos() == pos {
				return pos, n.Name.End()
			}
		case *ast.FuncLit:
			if n.Pos() == pos {
				return pos, n.Type.End()
			}
		}
	}
	if call := r.callAt(pos); call != nil {
		return call.Pos(), headEnd(call)
	}
	return r.partAt(pos)
}

// partAt returns the range of what is at pos if that is no call: an operation on a channel, a field,
// an element, an operator with its operands. Of a statement with a block it is only the head.
func (r *reporter) partAt(pos token.Pos) (start, end token.Pos) {
	path := r.pathTo(pos)
	if len(path) == 0 {
		return pos, token.NoPos
	}
	n := path[0]
	if len(path) > 1 {
		if sel, ok := path[1].(*ast.SelectorExpr); ok && n == ast.Node(sel.Sel) {
			n = sel
		}
	}
	switch n := n.(type) {
	case *ast.RangeStmt:
		return n.Pos(), n.X.End()
	case *ast.SelectStmt:
		return n.Pos(), n.Pos() + token.Pos(len("select"))
	}
	file := r.pass.Fset.File(pos)
	if file.Line(n.Pos()) != file.Line(n.End()) {
		return pos, pos + 1
	}
	return n.Pos(), n.End()
}

// unconverted returns e without what only changes its type.
func (r *reporter) unconverted(e ast.Expr) ast.Expr {
	for {
		switch x := e.(type) {
		case *ast.ParenExpr:
			e = x.X
		case *ast.TypeAssertExpr:
			e = x.X
		case *ast.CallExpr:
			if tv := r.pass.TypesInfo.Types[x.Fun]; !tv.IsType() || len(x.Args) != 1 {
				return e
			}
			e = x.Args[0]
		default:
			return e
		}
	}
}

// headEnd returns the end of a call or, if it calls a function literal, of that literal's head.
func headEnd(call *ast.CallExpr) token.Pos {
	if lit, ok := ast.Unparen(call.Fun).(*ast.FuncLit); ok {
		return lit.Type.End()
	}
	return call.End()
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
	if r.syntax == nil {
		r.syntax = inspector.New(r.pass.Files)
	}
	cur, ok := r.syntax.Root().FindByPos(pos, pos+1)
	if !ok {
		return nil
	}
	var path []ast.Node
	for c := range cur.Enclosing() {
		if n := c.Node(); n != nil {
			path = append(path, n)
		}
	}
	return path
}
