package goplsinstall

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strconv"
)

// hook is what is added to gopls' main package.
const hook = `package main

import (
	"fmt"
	"os"

	_ "github.com/streamvet/streamvet/goplshook"
	"golang.org/x/tools/gopls/internal/settings"
)

func init() {
	for _, a := range settings.AllAnalyzers {
		if a.Analyzer().Name == "streamvet" {
			return
		}
	}
	fmt.Fprintln(os.Stderr, "this version of gopls does not take streamvet")
	os.Exit(2)
}
`

// writeProgram writes the main package: gopls' own, and the hook.
func (b *build) writeProgram(gopls module) error {
	name := filepath.Join(gopls.Dir, "main.go")
	src, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	main, err := withoutTelemetry(name, src)
	if err != nil {
		return fmt.Errorf("reading the program of gopls %s: %w", gopls.Version, err)
	}
	if err := os.WriteFile(filepath.Join(b.dir, "main.go"), main, 0o666); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(b.dir, "streamvet.go"), []byte(hook), 0o666)
}

// withoutTelemetry takes the start of telemetry out of gopls' main
// function: what this build does, or how it crashes, would tell the Go
// team nothing about gopls.
func withoutTelemetry(name string, src []byte) ([]byte, error) {
	const path = "golang.org/x/telemetry"
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, name, src, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	var ends []int // pairs of offsets between which there is something to leave out
	cut := func(n ast.Node) {
		ends = append(ends, fset.Position(n.Pos()).Offset, fset.Position(n.End()).Offset)
	}
	pkg := ""
	for _, imp := range file.Imports {
		if p, err := strconv.Unquote(imp.Path.Value); err == nil && p == path {
			pkg = "telemetry"
			if imp.Name != nil {
				pkg = imp.Name.Name
			}
			cut(imp)
		}
	}
	if pkg == "" {
		return src, nil
	}
	uses := 0
	ast.Inspect(file, func(n ast.Node) bool {
		if stmt, ok := n.(*ast.ExprStmt); ok && isCall(stmt.X, pkg, "Start") {
			cut(stmt)
			return false
		}
		if sel, ok := n.(*ast.SelectorExpr); ok && isName(sel.X, pkg) {
			uses++
		}
		return true
	})
	if uses > 0 {
		return nil, fmt.Errorf("it uses package %s in a way that is not known here", path)
	}
	var out bytes.Buffer
	at := 0
	for pair := range slices.Chunk(ends, 2) {
		out.Write(src[at:pair[0]])
		at = pair[1]
	}
	out.Write(src[at:])
	return format.Source(out.Bytes())
}

func isCall(e ast.Expr, pkg, name string) bool {
	call, ok := e.(*ast.CallExpr)
	if !ok {
		return false
	}
	sel, ok := call.Fun.(*ast.SelectorExpr)
	return ok && isName(sel.X, pkg) && sel.Sel.Name == name
}

func isName(e ast.Expr, name string) bool {
	id, ok := e.(*ast.Ident)
	return ok && id.Name == name
}
