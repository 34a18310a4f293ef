package analyzer_test

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/streamvet/streamvet/analyzer"
)

// A module is packages of the test module, with all that they import, each after
// what it imports itself. They are analyzed as go vet does it: a package at a time,
// with the types of what it imports from export data, and nothing but facts is
// left of it. All packages with their syntax would take gigabytes.
type module struct {
	fset     *token.FileSet
	packages []*listedPackage
	external map[string]*types.Package // what is no package of the test module
}

// A listedPackage is what go list says of a package.
type listedPackage struct {
	Dir, ImportPath, Export         string
	CompiledGoFiles, Imports, Match []string
	ImportMap                       map[string]string
	Standard                        bool
	Module                          *struct{ Path, Version, GoVersion string }
}

// own reports whether p is one of the programs that are analyzed.
func (p *listedPackage) own() bool {
	rest, ok := strings.CutPrefix(p.ImportPath, testModulePath+"/")
	topic, _, _ := strings.Cut(rest, "/")
	return ok && !slices.Contains(support, topic)
}

// loadModule lists the packages that a pattern names, and loads the types of what
// they import.
func loadModule(t *testing.T, pattern string) *module {
	t.Helper()
	download(t)
	m := &module{fset: token.NewFileSet(), external: map[string]*types.Package{"unsafe": types.Unsafe}}
	m.packages = goList(t, "-deps", "-compiled", pattern)
	var paths []string
	for _, p := range m.packages {
		if !p.own() {
			paths = append(paths, p.ImportPath)
		}
	}
	exports := map[string]string{}
	for _, p := range goList(t, append([]string{"-export"}, paths...)...) {
		exports[p.ImportPath] = p.Export
	}
	imp := importer.ForCompiler(m.fset, "gc", func(path string) (io.ReadCloser, error) { return os.Open(exports[path]) })
	for _, path := range paths {
		if path == "unsafe" {
			continue
		}
		pkg, err := imp.Import(path)
		if err != nil {
			t.Fatal(err)
		}
		m.external[path] = pkg
	}
	return m
}

// goList runs go list in the test module.
func goList(t *testing.T, args ...string) []*listedPackage {
	t.Helper()
	const fields = "-json=Dir,ImportPath,Export,CompiledGoFiles,Imports,Match,ImportMap,Standard,Module"
	cmd := exec.CommandContext(t.Context(), "go", append([]string{"list", fields}, args...)...)
	cmd.Dir = testModule
	cmd.Env = append(os.Environ(), "GOWORK=off", "GOPROXY=off")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list in %s: %v\n%s", testModule, err, stderr.String())
	}
	var list []*listedPackage
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		p := new(listedPackage)
		if err := dec.Decode(p); errors.Is(err, io.EOF) {
			return list
		} else if err != nil {
			t.Fatal(err)
		}
		list = append(list, p)
	}
}

// An analyzed is what is left of a package.
type analyzed struct {
	own         bool // whether it is one of the programs
	path        string
	diagnostics []analysis.Diagnostic
	wants       []expectation
	facts       map[reflect.Type]analysis.Fact
	err         error
}

// An expectation is a diagnostic that a comment in a program asks for.
type expectation struct {
	file     string
	line     int
	category string
}

// analyze analyzes all packages, and returns those that are no part of the standard
// library in the order of their paths. Packages begin in the given order, as many at a
// time as there are CPUs, and wait for what they import.
func (m *module) analyze(t *testing.T, order []*listedPackage) []*analyzed {
	t.Helper()
	a := &moduleAnalysis{module: m, packages: map[string]*pending{}}
	for _, p := range m.packages {
		a.packages[p.ImportPath] = &pending{done: make(chan struct{})}
	}
	places := make(chan struct{}, runtime.GOMAXPROCS(0))
	for _, p := range order {
		go func() {
			pkg := a.packages[p.ImportPath]
			defer close(pkg.done)
			for _, path := range p.Imports {
				if imp := a.packages[cmp.Or(p.ImportMap[path], path)]; imp != nil {
					<-imp.done
				}
			}
			places <- struct{}{}
			defer func() { <-places }()
			a.analyze(p, pkg)
		}()
	}
	var out []*analyzed
	for _, p := range m.packages {
		pkg := a.packages[p.ImportPath]
		<-pkg.done
		if pkg.err != nil {
			t.Errorf("%s: %v", p.ImportPath, pkg.err)
		}
		if !p.Standard {
			out = append(out, &pkg.analyzed)
		}
	}
	slices.SortFunc(out, func(a, b *analyzed) int { return cmp.Compare(a.path, b.path) })
	return out
}

// A moduleAnalysis is an analysis of all packages of a module.
type moduleAnalysis struct {
	*module
	packages map[string]*pending
}

// A pending package is analyzed when done is closed.
type pending struct {
	analyzed
	types *types.Package // of a program
	done  chan struct{}
}

// Import returns the types of a package that has been analyzed, or those of one that
// is no program.
func (a *moduleAnalysis) Import(path string) (*types.Package, error) {
	if pkg := a.external[path]; pkg != nil {
		return pkg, nil
	}
	if p := a.packages[path]; p != nil && p.types != nil {
		return p.types, nil
	}
	return nil, fmt.Errorf("there is no package %s", path)
}

// An importMap imports by the names that a package uses: for packages of the
// standard library that are copies of others, these are not their paths.
type importMap struct {
	types.Importer
	paths map[string]string
}

func (i importMap) Import(path string) (*types.Package, error) {
	return i.Importer.Import(cmp.Or(i.paths[path], path))
}

func (a *moduleAnalysis) analyze(p *listedPackage, pkg *pending) {
	pkg.path, pkg.own = p.ImportPath, p.own()
	if p.ImportPath == "unsafe" {
		return
	}
	var files []*ast.File
	for _, name := range p.CompiledGoFiles {
		if !filepath.IsAbs(name) {
			name = filepath.Join(p.Dir, name)
		}
		f, err := parser.ParseFile(a.fset, name, nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			pkg.err = err
			return
		}
		files = append(files, f)
	}
	info := newInfo()
	conf := types.Config{Importer: importMap{a, p.ImportMap}, Sizes: types.SizesFor("gc", runtime.GOARCH)}
	var mod *analysis.Module
	if p.Module != nil {
		conf.GoVersion = "go" + p.Module.GoVersion
		mod = &analysis.Module{Path: p.Module.Path, Version: p.Module.Version, GoVersion: p.Module.GoVersion}
	}
	checked, err := conf.Check(p.ImportPath, a.fset, files, info)
	if err != nil {
		pkg.err = err
		return
	}
	if p.own() {
		pkg.types, pkg.wants = checked, expectations(a.fset, files)
	}
	r := newRun(a.fset, files, checked, info)
	r.pass.Module = mod
	pkg.facts = map[reflect.Type]analysis.Fact{}
	r.pass.ExportPackageFact = func(f analysis.Fact) { pkg.facts[reflect.TypeOf(f)] = f }
	r.pass.ImportPackageFact = func(of *types.Package, f analysis.Fact) bool {
		imp := a.packages[of.Path()]
		if imp == nil || imp.facts[reflect.TypeOf(f)] == nil {
			return false
		}
		reflect.ValueOf(f).Elem().Set(reflect.ValueOf(imp.facts[reflect.TypeOf(f)]).Elem())
		return true
	}
	_, pkg.err = analyzer.Analyzer.Run(r.pass)
	pkg.diagnostics = r.diagnostics
}

// expectations returns the diagnostics that comments ask for.
func expectations(fset *token.FileSet, files []*ast.File) []expectation {
	var out []expectation
	for _, f := range files {
		for _, group := range f.Comments {
			for _, c := range group.List {
				i := strings.Index(c.Text, `// want "`)
				if i < 0 {
					continue
				}
				at := fset.PositionFor(c.Pos(), false)
				for _, word := range strings.Fields(c.Text[i:])[2:] {
					out = append(out, expectation{at.Filename, at.Line, strings.Trim(word, `"`)})
				}
			}
		}
	}
	return out
}

// unmet returns what is wrong with the diagnostics of a program, one thing a line.
func (a *analyzed) unmet(fset *token.FileSet) []string {
	count := map[expectation]int{}
	for _, w := range a.wants {
		count[w]--
	}
	messages := map[expectation]string{}
	for _, d := range a.diagnostics {
		at := fset.PositionFor(d.Pos, false)
		e := expectation{at.Filename, at.Line, d.Category}
		count[e]++
		messages[e] = d.Message
	}
	var out []string
	for e, n := range count {
		where := relative(token.Position{Filename: e.file, Line: e.line})
		switch {
		case n > 0:
			out = append(out, fmt.Sprintf("%s: unexpected diagnostic: %s", where, messages[e]))
		case n < 0:
			out = append(out, fmt.Sprintf("%s: no diagnostic of %s", where, e.category))
		}
	}
	slices.Sort(out)
	return out
}
