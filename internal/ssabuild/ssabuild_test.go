package ssabuild

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/streamvet/streamvet/internal/summary"
)

// pass returns what Reach needs to know of a package.
func pass(t *testing.T, src string, imports ...*types.Package) *analysis.Pass {
	t.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "p.go", "package p\n"+src, 0)
	if err != nil {
		t.Fatal(err)
	}
	info := &types.Info{Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{}}
	config := types.Config{Importer: importer(imports)}
	pkg, err := config.Check("example.com/p", fset, []*ast.File{file}, info)
	if err != nil {
		t.Fatal(err)
	}
	return &analysis.Pass{
		Fset: fset, Files: []*ast.File{file}, Pkg: pkg, TypesInfo: info,
		ImportPackageFact: func(*types.Package, analysis.Fact) bool { return false },
	}
}

// An importer has the packages that can be imported.
type importer []*types.Package

func (im importer) Import(path string) (*types.Package, error) {
	for _, pkg := range im {
		if pkg.Path() == path {
			return pkg, nil
		}
	}
	return nil, fmt.Errorf("no package %s", path)
}

// A package that names no stream is analyzed for the functions that it uses, whatever
// the module is called that they are in.
func TestReachByFact(t *testing.T) {
	for _, path := range []string{"example.com/wire", "example/wire", "wire"} {
		wire := types.NewPackage(path, "wire")
		send := types.NewFunc(token.NoPos, wire, "Send", types.NewSignatureType(nil, nil, nil, nil, nil, false))
		wire.Scope().Insert(send)
		wire.MarkComplete()
		for _, streams := range []bool{true, false} {
			p := pass(t, fmt.Sprintf("import %q\nfunc f() { wire.Send() }", path), wire)
			p.ImportPackageFact = func(_ *types.Package, fact analysis.Fact) bool {
				reach, ok := fact.(*summary.Reach)
				if ok {
					reach.GRPC = true
				}
				return ok
			}
			p.ImportObjectFact = func(obj types.Object, fact analysis.Fact) bool {
				f, ok := fact.(*summary.Fact)
				if ok = ok && obj == send; ok {
					f.Streams = streams
				}
				return ok
			}
			if got := Reach(p); got.Analyzed != streams {
				t.Errorf("%s, streams=%t: %+v", path, streams, got)
			}
		}
	}
}

// Of the packages that can't know grpc those are analyzed that may run what they are
// given, or hold it.
func TestReach(t *testing.T) {
	const spawner = "func Go(f func()) { go f() }\n"
	var many strings.Builder
	for i := range maxFunctions {
		fmt.Fprintf(&many, "func f%d() {}\n", i)
	}
	for name, tt := range map[string]struct {
		src  string
		want bool
	}{
		"nothing":            {"", false},
		"spawner":            {spawner, true},
		"unexported":         {"func run(f func()) { go f() }", false},
		"no goroutine":       {"func Do(f func()) { f() }", false},
		"container":          {"type Set[T comparable] struct { m map[T]bool }", true},
		"no container":       {"type Box[T any] struct { v T }", false},
		"many functions":     {many.String(), false},
		"large":              {spawner + many.String(), false},
		"large container":    {"type Set[T comparable] struct { m map[T]bool }\n" + many.String() + "func g() {}", false},
		"not quite as large": {spawner + strings.Replace(many.String(), "func f0() {}\n", "", 1), true},
	} {
		if got := Reach(pass(t, tt.src)); got.Analyzed != tt.want || got.GRPC {
			t.Errorf("%s: %+v, want analyzed=%t", name, got, tt.want)
		}
	}
}
