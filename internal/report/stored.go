package report

import (
	"go/ast"
	"go/token"
	"go/types"

	"github.com/streamvet/streamvet/internal/source"
)

// sourceAt returns what is read at a position: a field, an element, a variable, the result of a call.
func (r *reporter) sourceAt(p source.Pos) string {
	pos := p.Local()
	for _, n := range r.pathTo(pos) {
		switch n := n.(type) {
		case *ast.SelectorExpr:
			if n.Sel.Pos() == pos || n.Pos() == pos {
				return r.read(n)
			}
		case *ast.IndexExpr:
			if n.Lbrack == pos || n.Pos() == pos {
				return within("", n.X)
			}
		case *ast.RangeStmt:
			return within("", n.X)
		case *ast.UnaryExpr:
			if n.Op == token.ARROW {
				return within("", n.X)
			}
		case *ast.CallExpr:
			if n.Lparen == pos || n.Pos() == pos {
				return r.calleeAt(p, "")
			}
		case *ast.AssignStmt:
			if len(n.Rhs) == 1 {
				return within("", n.Rhs[0])
			}
		case *ast.SelectStmt, *ast.BlockStmt:
			return ""
		}
	}
	return ""
}

// read returns what a selector reads: a field or, if it selects a method, the value that the method is
// called on, with the embedded fields on the way.
func (r *reporter) read(n *ast.SelectorExpr) string {
	s := r.pass.TypesInfo.Selections[n]
	if s == nil || s.Kind() == types.FieldVal {
		return within("", n)
	}
	text := within("", n.X)
	t := s.Recv()
	for _, i := range s.Index()[:len(s.Index())-1] {
		field := fieldAt(t, i)
		if field == nil || text == "" {
			break
		}
		text, t = text+"."+field.Name(), field.Type()
	}
	return text
}

func fieldAt(t types.Type, i int) *types.Var {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	if s, ok := t.Underlying().(*types.Struct); ok && i < s.NumFields() {
		return s.Field(i)
	}
	return nil
}

// storedIn returns where something is stored at a position: in a field, a map, a variable, a channel.
func (r *reporter) storedIn(p source.Pos) string {
	pos := p.Local()
	var value ast.Node // what is stored, if it is an element of a composite literal
	for _, n := range r.pathTo(pos) {
		switch n := n.(type) {
		case *ast.SelectorExpr:
			if s := r.pass.TypesInfo.Selections[n]; (s == nil || s.Kind() == types.FieldVal) && n.Sel.Pos() == pos {
				return within("", n)
			}
		case *ast.IndexExpr:
			if n.Lbrack == pos {
				return within("", n.X)
			}
		case *ast.SendStmt:
			return within("", n.Chan)
		case *ast.KeyValueExpr:
			value = n
		case *ast.CompositeLit:
			return r.fieldOf(n, value, pos)
		case *ast.CallExpr:
			if fn, ok := n.Fun.(*ast.Ident); ok && fn.Name == "append" && len(n.Args) > 0 {
				return within("", n.Args[0])
			}
		case *ast.AssignStmt:
			return assigned(n)
		case *ast.SelectStmt, *ast.BlockStmt:
			return ""
		}
	}
	return ""
}

// assigned returns the first thing that is assigned to.
func assigned(n *ast.AssignStmt) string {
	if x, ok := n.Lhs[0].(*ast.IndexExpr); ok {
		return within("", x.X)
	}
	return within("", n.Lhs[0])
}

// fieldOf returns the field of a composite literal that the value at pos is assigned to.
func (r *reporter) fieldOf(n *ast.CompositeLit, value ast.Node, pos token.Pos) string {
	t := r.pass.TypesInfo.TypeOf(n)
	if t == nil {
		return ""
	}
	name := types.TypeString(t, func(*types.Package) string { return "" })
	if kv, ok := value.(*ast.KeyValueExpr); ok {
		if key, ok := kv.Key.(*ast.Ident); ok {
			return "the field " + name + "." + key.Name
		}
	}
	for i, e := range n.Elts {
		if field := fieldAt(t, i); field != nil && e.Pos() <= pos && pos < e.End() {
			return "the field " + name + "." + field.Name()
		}
	}
	return "a " + name
}
