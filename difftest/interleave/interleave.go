// Package interleave makes programs give way more often than they would.
package interleave

import (
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
)

// Insert returns a file with a call before each statement, in the same line. A
// goroutine hardly ever loses the processor between two statements by itself, so
// that most orders of few statements would never be seen.
func Insert(name, text, call string) (string, error) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, name, text, parser.SkipObjectResolution)
	if err != nil {
		return "", err
	}
	var offsets []int
	add := func(list []ast.Stmt) {
		for _, s := range list {
			offsets = append(offsets, fset.Position(s.Pos()).Offset)
		}
	}
	for n := range ast.Preorder(file) {
		switch n := n.(type) {
		case *ast.BlockStmt:
			if len(n.List) > 0 && !isClause(n.List[0]) {
				add(n.List)
			}
		case *ast.CommClause:
			add(n.Body)
		case *ast.CaseClause:
			add(n.Body)
		}
	}
	slices.Sort(offsets)
	for _, at := range slices.Backward(offsets) {
		text = text[:at] + call + "; " + text[at:]
	}
	return text, nil
}

func isClause(s ast.Stmt) bool {
	switch s.(type) {
	case *ast.CommClause, *ast.CaseClause:
		return true
	}
	return false
}
