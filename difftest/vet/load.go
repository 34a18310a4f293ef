package vet

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/packages"
)

// A Driver runs one analyzer. It is not safe for concurrent use.
type Driver struct {
	analyzer *analysis.Analyzer
	fset     *token.FileSet
	imports  map[string]*types.Package
	sizes    types.Sizes
	module   *analysis.Module
	facts    *facts
}

// imported is what generated programs may import.
var imported = []string{
	"context", "maps", "math/rand/v2", "slices", "sync", "time",
	"golang.org/x/sync/errgroup", "google.golang.org/grpc", "streamvet.test/chatpb",
}

// New loads the packages that generated programs import, as the module of the
// analyzer's test programs requires them, and analyzes these.
func New(a *analysis.Analyzer) (*Driver, error) {
	dir, err := TestModule()
	if err != nil {
		return nil, err
	}
	fset := token.NewFileSet()
	loaded, err := packages.Load(&packages.Config{Mode: packages.LoadAllSyntax | packages.NeedModule, Dir: dir, Fset: fset}, imported...)
	if err != nil {
		return nil, fmt.Errorf("loading what the programs import: %w", err)
	}
	d := &Driver{
		analyzer: a,
		fset:     fset,
		imports:  make(map[string]*types.Package),
		sizes:    types.SizesFor("gc", "amd64"),
		module:   &analysis.Module{Path: "streamvet.test", GoVersion: "1.26.0"},
		facts:    newFacts(),
	}
	var errs []error
	packages.Visit(loaded, nil, func(p *packages.Package) {
		for _, e := range p.Errors {
			errs = append(errs, e)
		}
		d.imports[p.PkgPath] = p.Types
		if len(errs) > 0 {
			return
		}
		pkg := &unit{files: p.Syntax, types: p.Types, info: p.TypesInfo}
		if m := p.Module; m != nil {
			pkg.module = &analysis.Module{Path: m.Path, Version: m.Version, GoVersion: m.GoVersion}
		}
		if _, err := d.run(pkg); err != nil {
			errs = append(errs, err)
		}
	})
	return d, errors.Join(errs...)
}

// TestModule returns the folder of the module with the analyzer's test
// programs, which has the generated code of the chat service.
func TestModule() (string, error) {
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/streamvet/streamvet").Output()
	if err != nil {
		return "", fmt.Errorf("looking for the analyzer's module: %w", err)
	}
	return filepath.Join(strings.TrimSpace(string(out)), "testdata", "src"), nil
}

// A Finding is a diagnostic.
type Finding struct {
	Category string
	Message  string
	Places   []token.Position // the diagnostic's own, then the related ones
}

// Check type-checks the package with the given path, whose files are named by
// their paths below its folder, and returns what the analyzer finds in it. A
// package below it is analyzed before it.
func (d *Driver) Check(pkgPath string, sources map[string]string) ([]Finding, error) {
	folders := make(map[string][]string)
	for name := range sources {
		folders[path.Dir(name)] = append(folders[path.Dir(name)], name)
	}
	own := make(map[string]*types.Package)
	var findings []Finding
	dirs := make([]string, 0, len(folders))
	for dir := range folders {
		dirs = append(dirs, dir)
	}
	slices.Sort(dirs)
	slices.Reverse(dirs) // "lib", then "."
	defer d.facts.forget(own)
	for _, dir := range dirs {
		u, err := d.check(path.Join(pkgPath, dir), folders[dir], sources, own)
		if err != nil {
			return nil, err
		}
		own[u.types.Path()] = u.types
		diagnostics, err := d.run(u)
		if err != nil {
			return nil, err
		}
		for _, diagnostic := range diagnostics {
			findings = append(findings, d.finding(diagnostic))
		}
	}
	return findings, nil
}

func (d *Driver) check(pkgPath string, names []string, sources map[string]string, own map[string]*types.Package) (*unit, error) {
	slices.Sort(names)
	u := &unit{module: d.module, info: &types.Info{
		Types:        make(map[ast.Expr]types.TypeAndValue),
		Instances:    make(map[*ast.Ident]types.Instance),
		Defs:         make(map[*ast.Ident]types.Object),
		Uses:         make(map[*ast.Ident]types.Object),
		Implicits:    make(map[ast.Node]types.Object),
		Selections:   make(map[*ast.SelectorExpr]*types.Selection),
		Scopes:       make(map[ast.Node]*types.Scope),
		FileVersions: make(map[*ast.File]string),
	}}
	for _, name := range names {
		file, err := parser.ParseFile(d.fset, name, sources[name], parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		u.files = append(u.files, file)
	}
	config := types.Config{GoVersion: "go1.26", Sizes: d.sizes, Importer: importer{d.imports, own}}
	var err error
	u.types, err = config.Check(pkgPath, d.fset, u.files, u.info)
	return u, err
}

type importer []map[string]*types.Package

func (i importer) Import(path string) (*types.Package, error) {
	for _, packages := range i {
		if p := packages[path]; p != nil {
			return p, nil
		}
	}
	return nil, fmt.Errorf("package %s is not loaded", path)
}

func (d *Driver) finding(diagnostic analysis.Diagnostic) Finding {
	f := Finding{Category: diagnostic.Category, Message: diagnostic.Message}
	f.Places = append(f.Places, d.fset.Position(diagnostic.Pos))
	for _, r := range diagnostic.Related {
		f.Places = append(f.Places, d.fset.Position(r.Pos))
	}
	return f
}
