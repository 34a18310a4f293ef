package main

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/packages"
)

// An edit changes the text of a file, but not what it means.
type edit struct {
	name string
	// text returns the new text of a file.
	text func(pkg *packages.Package, f *ast.File, src []byte) []byte
	// file is the text of a file to add, after the package clause, if it isn't empty.
	file string
}

var edits = []edit{
	{name: "statement", text: addStatements},
	{name: "rename", text: renameLocals},
	{name: "move", text: moveFirst},
	{name: "function", text: addFunction},
	{name: "file", file: "func addedInAFile(c chan int) { go func() { c <- 1 }() }\n"},
}

// addFunction adds a function that nobody calls, with a name of its own in each file.
func addFunction(pkg *packages.Package, f *ast.File, src []byte) []byte {
	n := slices.Index(pkg.Syntax, f)
	return fmt.Appendf(slices.Clone(src), "\nfunc addedByEdit%d(n int) int { return n + 1 }\n", n)
}

// An edited package.
type edited struct {
	fset  *token.FileSet
	files []*ast.File
	texts map[string][]byte
	types *types.Package
	info  *types.Info
}

func (e edit) apply(pkg *packages.Package) (*edited, error) {
	p := &edited{fset: token.NewFileSet(), texts: map[string][]byte{}}
	for i, f := range pkg.Syntax {
		name := pkg.CompiledGoFiles[i]
		src, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		if e.text != nil {
			src = e.text(pkg, f, src)
		}
		if err := p.parse(name, src); err != nil {
			return nil, err
		}
	}
	if e.file != "" {
		src := "package " + pkg.Name + "\n\n" + e.file
		if err := p.parse(filepath.Join(filepath.Dir(pkg.CompiledGoFiles[0]), "added_file.go"), []byte(src)); err != nil {
			return nil, err
		}
	}
	p.info = &types.Info{
		Types: map[ast.Expr]types.TypeAndValue{}, Instances: map[*ast.Ident]types.Instance{},
		Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{},
		Implicits: map[ast.Node]types.Object{}, Selections: map[*ast.SelectorExpr]*types.Selection{},
		Scopes: map[ast.Node]*types.Scope{}, FileVersions: map[*ast.File]string{},
	}
	conf := types.Config{Importer: imports(pkg.Imports), Sizes: pkg.TypesSizes}
	if pkg.Module != nil && pkg.Module.GoVersion != "" {
		conf.GoVersion = "go" + pkg.Module.GoVersion
	}
	var err error
	p.types, err = conf.Check(pkg.PkgPath, p.fset, p.files, p.info)
	return p, err
}

func (p *edited) parse(name string, src []byte) error {
	f, err := parser.ParseFile(p.fset, name, src, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return err
	}
	p.files, p.texts[name] = append(p.files, f), src
	return nil
}

type imports map[string]*packages.Package

func (im imports) Import(path string) (*types.Package, error) {
	if path == "unsafe" {
		return types.Unsafe, nil
	}
	if p := im[path]; p != nil {
		return p.Types, nil
	}
	return nil, fmt.Errorf("no package %s", path)
}

// A replacement of part of a text.
type replacement struct {
	from, to int
	with     string
}

// replace makes replacements, which don't overlap.
func replace(src []byte, list []replacement) []byte {
	slices.SortFunc(list, func(a, b replacement) int { return a.from - b.from })
	var out bytes.Buffer
	at := 0
	for _, r := range list {
		out.Write(src[at:r.from])
		out.WriteString(r.with)
		at = r.to
	}
	out.Write(src[at:])
	return out.Bytes()
}

// addStatements adds a statement without effect to each function. It stays on the line of the
// brace.
func addStatements(pkg *packages.Package, f *ast.File, src []byte) []byte {
	var list []replacement
	for n := range ast.Preorder(f) {
		body, ok := n.(*ast.FuncDecl)
		if !ok || body.Body == nil {
			continue
		}
		at := pkg.Fset.PositionFor(body.Body.Lbrace, false).Offset + 1
		list = append(list, replacement{at, at, " _ = 0; "})
	}
	return replace(src, list)
}

// renameLocals gives another name to each parameter and each variable in a function. The lines
// by which findings are known have the old names: see findings.
func renameLocals(pkg *packages.Package, f *ast.File, src []byte) []byte {
	var list []replacement
	for n := range ast.Preorder(f) {
		if s, ok := n.(*ast.TypeSwitchStmt); ok {
			if a, ok := s.Assign.(*ast.AssignStmt); ok { // the variable is one in each clause
				id := a.Lhs[0].(*ast.Ident)
				at := pkg.Fset.PositionFor(id.Pos(), false).Offset
				list = append(list, replacement{at, at + len(id.Name), id.Name + renamed})
			}
		}
		id, ok := n.(*ast.Ident)
		if !ok || id.Name == "_" {
			continue
		}
		obj := pkg.TypesInfo.Defs[id]
		if obj == nil {
			obj = pkg.TypesInfo.Uses[id]
		}
		v, ok := obj.(*types.Var)
		if !ok || v.IsField() || v.Pkg() != pkg.Types || v.Parent() == pkg.Types.Scope() || v.Parent() == nil || v.Embedded() {
			continue
		}
		at := pkg.Fset.PositionFor(id.Pos(), false).Offset
		list = append(list, replacement{at, at + len(id.Name), id.Name + renamed})
	}
	return replace(src, list)
}

// renamed is what renameLocals appends to names.
const renamed = "Xq"

// moveFirst moves the last function of a file before the first one.
func moveFirst(pkg *packages.Package, f *ast.File, src []byte) []byte {
	var first, last *ast.FuncDecl
	for _, d := range f.Decls {
		if fn, ok := d.(*ast.FuncDecl); ok {
			if first == nil {
				first = fn
			}
			last = fn
		}
	}
	if first == last {
		return src
	}
	offset := func(pos token.Pos) int { return pkg.Fset.PositionFor(pos, false).Offset }
	begin := func(fn *ast.FuncDecl) int {
		if fn.Doc != nil {
			return offset(fn.Doc.Pos())
		}
		return offset(fn.Pos())
	}
	from := begin(last)
	// To the end of the line: a comment there belongs to it.
	to := offset(last.End())
	for to < len(src) && src[to] != '\n' {
		to++
	}
	text := string(src[from:to])
	at := begin(first)
	return replace(src, []replacement{{at, at, text + "\n\n"}, {from, to, ""}})
}

// A finding is told by its category and the text of its line, which edits leave as they are, but for
// what they add.
type finding struct {
	line string
	// places are the lines that the report names besides.
	places []string
}

// movedTo reports whether one of the findings names the line of f, and stands at another one.
func (f finding) movedTo(findings []finding) bool {
	return slices.ContainsFunc(findings, func(g finding) bool { return slices.Contains(g.places, f.line) })
}

func contains(findings []finding, f finding) bool {
	return slices.ContainsFunc(findings, func(g finding) bool { return g.line == f.line })
}

// findings returns what was found in a package, or in one that was edited.
func findings(pkg *packages.Package, diagnostics []analysis.Diagnostic, p *edited) []finding {
	fset := pkg.Fset
	if p != nil {
		fset = p.fset
	}
	texts := map[string][]string{}
	line := func(category string, pos token.Pos) string {
		at := fset.PositionFor(pos, false)
		if _, ok := texts[at.Filename]; !ok {
			src, _ := os.ReadFile(at.Filename)
			if p != nil && p.texts[at.Filename] != nil {
				src = p.texts[at.Filename]
			}
			texts[at.Filename] = strings.Split(string(src), "\n")
		}
		text := ""
		if lines := texts[at.Filename]; at.IsValid() && at.Line <= len(lines) {
			text = lines[at.Line-1]
		}
		text = strings.ReplaceAll(strings.ReplaceAll(text, renamed, ""), " _ = 0; ", "")
		return category + " " + strings.Join(strings.Fields(text), "")
	}
	var out []finding
	for _, d := range diagnostics {
		f := finding{line: line(d.Category, d.Pos)}
		for _, r := range d.Related {
			f.places = append(f.places, line(d.Category, r.Pos))
		}
		out = append(out, f)
	}
	return out
}
