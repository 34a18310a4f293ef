package directive

import (
	"go/ast"
	"go/token"
)

// A layout tells which code stands on which lines of a file.
type layout struct {
	fset  *token.FileSet
	code  map[int]bool // lines with code on them
	calls []*ast.CallExpr
	docs  map[*ast.CommentGroup]*ast.FuncDecl
}

func newLayout(fset *token.FileSet, f *ast.File) *layout {
	l := &layout{fset: fset, code: map[int]bool{}, docs: map[*ast.CommentGroup]*ast.FuncDecl{}}
	l.code[l.line(f.Package)] = true
	for _, d := range f.Decls {
		if fn, ok := d.(*ast.FuncDecl); ok && fn.Doc != nil {
			l.docs[fn.Doc] = fn
		}
		ast.Inspect(d, func(n ast.Node) bool {
			switch n := n.(type) {
			case nil:
				return false
			case *ast.CommentGroup:
				return false
			case *ast.FuncDecl:
				// Pos is that of the func keyword, also where there is a comment.
			case *ast.CallExpr:
				l.calls = append(l.calls, n)
			}
			l.code[l.line(n.Pos())] = true
			l.code[l.line(n.End())] = true
			return true
		})
	}
	return l
}

// spans returns the ranges of lines that a directive is about, which stands in
// the given comment on the given line.
func (l *layout) spans(group *ast.CommentGroup, line int) [][2]int {
	if fn := l.docs[group]; fn != nil {
		return [][2]int{{l.line(fn.Pos()), l.line(fn.End())}}
	}
	if !l.code[line] {
		line = l.line(group.End()) + 1
	}
	spans := [][2]int{{line, line}}
	for _, call := range l.calls {
		// A call is where its parenthesis is. Those who write a directive
		// think of where it begins, or put it after the end.
		at := l.line(call.Lparen)
		if at != line && (l.line(call.Pos()) <= line && line < at || line == l.line(call.End())) {
			spans = append(spans, [2]int{at, at})
		}
	}
	return spans
}

func (l *layout) line(pos token.Pos) int { return l.fset.Position(pos).Line }
