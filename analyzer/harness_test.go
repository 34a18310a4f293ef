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
	"maps"
	"os"
	"os/exec"
	"reflect"
	"runtime/pprof"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/tools/go/analysis"

	"github.com/streamvet/streamvet/analyzer"
	"github.com/streamvet/streamvet/internal/code"
	"github.com/streamvet/streamvet/internal/contract"
)

// A program is one package in memory, by file name. It may import what the test
// module imports. Loading it takes milliseconds, since what it imports is read from
// export data; the price is that there are no facts about that.
type program map[string]string

// A run is one analysis of a program.
type run struct {
	pass        *analysis.Pass
	diagnostics []analysis.Diagnostic
}

// load parses and type-checks a program, its files in the given order.
func (p program) load(t *testing.T, order []string) *run {
	t.Helper()
	fset := token.NewFileSet()
	var files []*ast.File
	for _, name := range order {
		f, err := parser.ParseFile(fset, name, p[name], parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, f)
	}
	info := newInfo()
	exports := exportData(t)
	conf := types.Config{
		GoVersion: "go1.26",
		Importer: importer.ForCompiler(fset, "gc", func(path string) (io.ReadCloser, error) {
			if exports[path] == "" {
				return nil, fmt.Errorf("no export data for %s", path)
			}
			return os.Open(exports[path])
		}),
	}
	pkg, err := conf.Check("robust.test/p", fset, files, info)
	if err != nil {
		t.Fatal(err)
	}
	return newRun(fset, files, pkg, info)
}

func newInfo() *types.Info {
	return &types.Info{
		Types: map[ast.Expr]types.TypeAndValue{}, Instances: map[*ast.Ident]types.Instance{},
		Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{},
		Implicits: map[ast.Node]types.Object{}, Selections: map[*ast.SelectorExpr]*types.Selection{},
		Scopes: map[ast.Node]*types.Scope{}, FileVersions: map[*ast.File]string{},
	}
}

func newRun(fset *token.FileSet, files []*ast.File, pkg *types.Package, info *types.Info) *run {
	r := new(run)
	type key struct {
		of any // types.Object or *types.Package
		t  reflect.Type
	}
	facts := map[key]analysis.Fact{}
	get := func(of any, fact analysis.Fact) bool {
		f, ok := facts[key{of, reflect.TypeOf(fact)}]
		if ok {
			reflect.ValueOf(fact).Elem().Set(reflect.ValueOf(f).Elem())
		}
		return ok
	}
	r.pass = &analysis.Pass{
		Analyzer: analyzer.Analyzer, Fset: fset, Files: files, Pkg: pkg, TypesInfo: info,
		TypesSizes:       types.SizesFor("gc", "amd64"),
		Module:           &analysis.Module{Path: "robust.test"},
		ReadFile:         func(string) ([]byte, error) { return nil, errors.ErrUnsupported },
		Report:           func(d analysis.Diagnostic) { r.diagnostics = append(r.diagnostics, d) },
		ImportObjectFact: func(o types.Object, f analysis.Fact) bool { return get(o, f) },
		ExportObjectFact: func(o types.Object, f analysis.Fact) { facts[key{o, reflect.TypeOf(f)}] = f },
		ImportPackageFact: func(p *types.Package, f analysis.Fact) bool {
			if fact, ok := f.(*code.Fact); ok && p.Path() == testModulePath+"/chatpb" {
				*fact = code.Fact{Version: code.FactVersion, APIs: []string{contract.GRPC.Name}}
				return true
			}
			return get(p, f)
		},
		ExportPackageFact: func(f analysis.Fact) { facts[key{pkg, reflect.TypeOf(f)}] = f },
		AllObjectFacts:    func() []analysis.ObjectFact { return nil },
		AllPackageFacts:   func() []analysis.PackageFact { return nil },
	}
	return r
}

// analyze runs the analyzer on the program.
func (p program) analyze(t *testing.T) (*run, error) {
	t.Helper()
	r := p.load(t, slices.Sorted(maps.Keys(p)))
	return r, r.analyze(t)
}

// limitOfRun is what one run may take. Runs take a small part of it on a machine
// that has nothing else to do.
const limitOfRun = 2 * time.Minute

// analyze runs the analyzer, and ends the test if that doesn't end.
func (r *run) analyze(t *testing.T) error {
	t.Helper()
	done := make(chan error, 1)
	go func() {
		_, err := analyzer.Analyzer.Run(r.pass)
		done <- err
	}()
	select {
	case err := <-done:
		return err
	case <-time.After(limitOfRun):
		var stacks bytes.Buffer
		if err := pprof.Lookup("goroutine").WriteTo(&stacks, 2); err != nil {
			t.Error(err)
		}
		t.Fatalf("the analysis is not over after %v:\n%s", limitOfRun, stacks.String())
		return nil
	}
}

// String writes all that was reported.
func (r *run) String() string {
	var b strings.Builder
	for _, d := range r.diagnostics {
		fmt.Fprintf(&b, "%s: %s\n", r.pass.Fset.Position(d.Pos), d.Message)
		for _, x := range d.Related {
			fmt.Fprintf(&b, "\t%s: %s\n", r.pass.Fset.Position(x.Pos), x.Message)
		}
	}
	return b.String()
}

// exportData returns the files with the export data of the packages that the test
// module uses.
var exportData = func() func(*testing.T) map[string]string {
	var once sync.Once
	var exports map[string]string
	var failed error
	return func(t *testing.T) map[string]string {
		t.Helper()
		once.Do(func() { exports, failed = listExports(t) })
		if failed != nil {
			t.Fatal(failed)
		}
		return exports
	}
}()

func listExports(t *testing.T) (map[string]string, error) {
	t.Helper()
	download(t)
	cmd := exec.CommandContext(t.Context(), "go", "list", "-deps", "-export", "-json=ImportPath,Export",
		"./chatpb", "./oldchatpb", "archive/zip", "golang.org/x/sync/errgroup", "iter", "maps", "slices", "testing")
	cmd.Dir = testModule
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("go list in %s: %w\n%s", testModule, err, stderr.String())
	}
	exports := map[string]string{}
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		var p struct{ ImportPath, Export string }
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			return exports, nil
		} else if err != nil {
			return nil, err
		}
		exports[p.ImportPath] = cmp.Or(p.Export, exports[p.ImportPath])
	}
}
