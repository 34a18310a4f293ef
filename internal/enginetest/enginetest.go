// Package enginetest makes programs for tests of the engine out of their source.
package enginetest

import (
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"maps"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/tools/go/ssa"

	"github.com/streamvet/streamvet/internal/code"
)

// A Package is a package of test code.
type Package struct {
	Fset       *token.FileSet
	Files      []*ast.File
	Types      *types.Package
	Translator *code.Translator
	Universe   *code.Universe
	Funcs      []*code.Func
	Instrs     []ssa.Instruction // those that the code was made of

	tb testing.TB
}

// Load makes the package at an import path out of files, which are given by name. It may
// import the packages of the standard library, and deps.
func Load(tb testing.TB, path string, files map[string]string, deps ...*types.Package) *Package {
	tb.Helper()
	return load(tb, ssa.BareInits, path, files, deps)
}

// LoadNaive is like Load, but local variables are not made registers, as in packages with huge
// functions.
func LoadNaive(tb testing.TB, path string, files map[string]string) *Package {
	tb.Helper()
	return load(tb, ssa.BareInits|ssa.NaiveForm, path, files, nil)
}

func load(tb testing.TB, mode ssa.BuilderMode, path string, files map[string]string, deps []*types.Package) *Package {
	tb.Helper()
	p := &Package{Fset: token.NewFileSet(), Universe: code.NewUniverse(), tb: tb}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		f, err := parser.ParseFile(p.Fset, name, files[name], parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			tb.Fatal(err)
		}
		p.Files = append(p.Files, f)
	}
	info := &types.Info{
		Types: map[ast.Expr]types.TypeAndValue{}, Instances: map[*ast.Ident]types.Instance{},
		Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{}, Implicits: map[ast.Node]types.Object{},
		Selections: map[*ast.SelectorExpr]*types.Selection{}, Scopes: map[ast.Node]*types.Scope{}, FileVersions: map[*ast.File]string{},
	}
	config := types.Config{Importer: imports(deps)}
	pkg, err := config.Check(path, p.Fset, p.Files, info)
	if err != nil {
		tb.Fatal(err)
	}
	p.Types = pkg
	prog := ssa.NewProgram(p.Fset, mode)
	for _, imp := range pkg.Imports() {
		prog.CreatePackage(imp, nil, nil, true)
	}
	p.translate(prog, prog.CreatePackage(pkg, p.Files, info, false), info)
	return p
}

// translate makes the code of all functions that the files declare, and of the initializer.
func (p *Package) translate(prog *ssa.Program, pkg *ssa.Package, info *types.Info) {
	pkg.Build()
	p.Translator = code.NewTranslator(p.Universe, p.Fset)
	for _, f := range p.Files {
		for _, d := range f.Decls {
			if d, ok := d.(*ast.FuncDecl); ok {
				if obj, ok := info.Defs[d.Name].(*types.Func); ok {
					p.add(prog.FuncValue(obj))
				}
			}
		}
	}
	p.add(pkg.Func("init"))
	p.Funcs = p.Translator.Funcs()
}

func (p *Package) add(fn *ssa.Function) {
	if fn == nil {
		return
	}
	p.Translator.Func(fn)
	p.collect(fn)
}

func (p *Package) collect(fn *ssa.Function) {
	for _, b := range fn.Blocks {
		p.Instrs = append(p.Instrs, b.Instrs...)
	}
	for _, inner := range fn.AnonFuncs {
		p.collect(inner)
	}
}

// Link makes a program of the package and of others that it was loaded with. Their code comes by
// facts, as that of dependencies does.
func (p *Package) Link(deps ...*Package) *code.Program {
	p.tb.Helper()
	funcs := [][]*code.Func{p.Funcs}
	for _, d := range deps {
		list, err := code.Decode(p.Universe, code.Encode(d.Funcs), map[string]bool{})
		if err != nil {
			p.tb.Fatal(err)
		}
		funcs = append(funcs, list)
	}
	return code.Link(p.Universe, p.Types.Path(), funcs...)
}

// imports finds given packages, and those of the standard library.
type imports []*types.Package

func (im imports) Import(path string) (*types.Package, error) {
	for _, p := range im {
		if p.Path() == path {
			return p, nil
		}
	}
	std.Lock()
	defer std.Unlock()
	return std.Import(path)
}

// std are the packages of the standard library, each of which is read once. The go command says
// where they are: a test that was built with -trimpath doesn't know.
var std = struct {
	sync.Mutex
	types.Importer
}{Importer: importer.ForCompiler(token.NewFileSet(), "gc", export)}

// export opens what the compiler has exported of a package.
func export(path string) (io.ReadCloser, error) {
	out, err := exec.Command("go", "list", "-export", "-f", "{{.Export}}", path).Output()
	if err != nil {
		return nil, err
	}
	return os.Open(strings.TrimSpace(string(out)))
}
