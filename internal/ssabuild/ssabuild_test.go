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
)

// pass returns what Reach needs to know of a package without imports.
func pass(t *testing.T, src string) *analysis.Pass {
	t.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "p.go", "package p\n"+src, 0)
	if err != nil {
		t.Fatal(err)
	}
	info := &types.Info{Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{}}
	pkg, err := new(types.Config).Check("example.com/p", fset, []*ast.File{file}, info)
	if err != nil {
		t.Fatal(err)
	}
	return &analysis.Pass{
		Fset: fset, Files: []*ast.File{file}, Pkg: pkg, TypesInfo: info,
		ImportPackageFact: func(*types.Package, analysis.Fact) bool { return false },
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
