// Package anchor names findings in a way that outlives edits elsewhere in
// the file: by package, function and expression in place of line numbers.
// Baselines and the fingerprints of a SARIF log rest on these names.
package anchor

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/printer"
	"go/token"
	"strings"

	"github.com/streamvet/streamvet/internal/govet"
	"github.com/streamvet/streamvet/internal/printable"
	"github.com/streamvet/streamvet/internal/source"
)

// An Anchor names a finding. Several findings may share one: two sends
// on one stream in one function, say.
type Anchor struct {
	Category string
	Package  string // import path, the same for a package and its test variant
	Func     string // such as "Greet" or "(*Server).Broadcast"; "-" outside of all functions
	Expr     string // what is called there, such as "stream.Send", on one line
}

// Of returns the anchors of findings, each at the index of its finding.
// Where a source file can't be read or parsed, anchors have "-" for what
// is not known.
func Of(findings []govet.Finding) []Anchor {
	files := make(map[string]*parsed)
	anchors := make([]Anchor, len(findings))
	for i, f := range findings {
		src, ok := files[f.Pos.Filename]
		if !ok {
			src = parse(f.Pos.Filename)
			files[f.Pos.Filename] = src
		}
		pkg, _, _ := strings.Cut(f.Package, " [")
		a := Anchor{Category: orDash(f.Category), Package: orDash(pkg), Func: "-", Expr: "-"}
		if src != nil {
			a.Func, a.Expr = src.describe(f.Pos)
			a.Expr = printable.Line(a.Expr) // it may have a string in it
		}
		anchors[i] = a
	}
	return anchors
}

func orDash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}

// A parsed is a file of code.
type parsed struct {
	tok  *token.File
	file *ast.File
}

// parse returns nil for a file that can't be read or is no Go at all.
func parse(name string) *parsed {
	text, err := source.Read(name)
	if err != nil {
		return nil
	}
	fset := token.NewFileSet()
	// What a //line directive says is of no use here: positions are
	// looked up by their true line below.
	file, _ := parser.ParseFile(fset, name, text, parser.SkipObjectResolution|parser.ParseComments)
	if file == nil {
		return nil
	}
	return &parsed{fset.File(file.FileStart), file}
}

// describe returns the function and the expression at a position.
func (s *parsed) describe(at token.Position) (fn, expr string) {
	if at.Line < 1 || at.Line > s.tok.LineCount() {
		return "-", "-"
	}
	fn = "-"
	pos := s.tok.LineStart(at.Line) + token.Pos(max(at.Column-1, 0))
	for _, decl := range s.file.Decls {
		if decl.Pos() <= pos && pos < decl.End() {
			if d, ok := decl.(*ast.FuncDecl); ok {
				fn = funcName(d)
			}
			if e := s.expr(decl, pos); e != "" {
				return fn, e
			}
		}
	}
	return fn, s.comment(pos)
}

// comment returns the comment at pos, such as a directive, without anything
// else that its line has.
func (s *parsed) comment(pos token.Pos) string {
	for _, group := range s.file.Comments {
		for _, c := range group.List {
			if c.Pos() <= pos && pos < c.End() {
				return strings.Join(strings.Fields(c.Text), " ")
			}
		}
	}
	return "-"
}

// expr returns what is called at pos, or "" if nothing is. A position at the first column stands
// for its line: then it is the first call of the first statement there.
func (s *parsed) expr(root ast.Node, pos token.Pos) string {
	if call := callAt(root, pos); call != nil {
		return s.oneLine(call.Fun)
	}
	n := nodeFrom(root, pos, s.tok)
	switch n := n.(type) {
	case nil:
		return ""
	case *ast.GoStmt:
		return s.oneLine(n.Call.Fun)
	case *ast.DeferStmt:
		return s.oneLine(n.Call.Fun)
	case *ast.RangeStmt:
		return "range " + s.oneLine(n.X) // an iterator is called
	case *ast.FuncLit:
		return s.oneLine(n)
	}
	for n := range ast.Preorder(n) {
		if call, ok := n.(*ast.CallExpr); ok {
			return s.oneLine(call.Fun)
		}
	}
	return ""
}

// nodeFrom returns the innermost statement or function literal that starts at
// pos or, if there is only white space from pos on, behind that.
func nodeFrom(root ast.Node, pos token.Pos, file *token.File) (found ast.Node) {
	line := file.PositionFor(pos, false)
	ast.Inspect(root, func(n ast.Node) bool {
		if n == nil || n.End() <= pos {
			return false
		}
		switch n.(type) {
		case *ast.BlockStmt, *ast.LabeledStmt:
		case ast.Stmt, *ast.FuncLit:
			first := line.Column == 1 && file.PositionFor(n.Pos(), false).Line == line.Line
			if n.Pos() == pos || first && found == nil {
				found = n
			}
		}
		return true
	})
	return found
}

// callAt returns the call at pos: one that starts there, or else the
// innermost one whose method name or opening parenthesis is there. Of
// calls that start at one place, as in a.B().C(), it is the outermost,
// which is the whole expression.
func callAt(root ast.Node, pos token.Pos) *ast.CallExpr {
	var starts, named *ast.CallExpr
	ast.Inspect(root, func(n ast.Node) bool {
		if n == nil || pos < n.Pos() || n.End() <= pos {
			return false
		}
		if call, ok := n.(*ast.CallExpr); ok {
			if call.Pos() == pos && starts == nil {
				starts = call
			}
			sel, ok := call.Fun.(*ast.SelectorExpr)
			if pos == call.Lparen || ok && sel.Sel.Pos() == pos {
				named = call
			}
		}
		return true
	})
	if named != nil {
		return named
	}
	return starts
}

func funcName(d *ast.FuncDecl) string {
	if d.Recv == nil || len(d.Recv.List) == 0 {
		return d.Name.Name
	}
	star, recv := "", ast.Unparen(d.Recv.List[0].Type)
	if ptr, ok := recv.(*ast.StarExpr); ok {
		star, recv = "*", ast.Unparen(ptr.X)
	}
	switch index := recv.(type) { // type parameters
	case *ast.IndexExpr:
		recv = index.X
	case *ast.IndexListExpr:
		recv = index.X
	}
	name := "-"
	if id, ok := recv.(*ast.Ident); ok {
		name = id.Name
	}
	return "(" + star + name + ")." + d.Name.Name
}

// oneLine prints an expression with single blanks for all white space.
func (s *parsed) oneLine(e ast.Expr) string {
	if _, ok := ast.Unparen(e).(*ast.FuncLit); ok {
		return "func literal" // its body may change, and is long
	}
	var b bytes.Buffer
	if err := printer.Fprint(&b, token.NewFileSet(), e); err != nil {
		return "-"
	}
	return strings.Join(strings.Fields(b.String()), " ")
}
